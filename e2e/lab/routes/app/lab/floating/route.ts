/** Wrong: nobody waits for this promise, so the platform may freeze the process before it is done. */
export async function POST(): Promise<Response> {
  void later();
  return Response.json({ ok: true });
}

async function later(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  console.log("[floating] done");
}
