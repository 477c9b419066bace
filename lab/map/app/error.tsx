"use client";

export default function Failed() {
  return <p>failed</p>;
}
