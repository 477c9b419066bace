"use client";

import { createContext, type ReactNode, useContext, useId, useState } from "react";
import styles from "./told-on-top.module.css";

interface Teller {
  /** The id of the panel that tells the whole story. */
  panelId: string;
  tell: (sentence: string) => void;
}

const Context = createContext<Teller>({ panelId: "receipts", tell: () => undefined });

export const useTeller = (): Teller => useContext(Context);

/**
 * Says in one line, above what it wraps, what became of the view. The panel in there finds it out
 * later; where there is none, because receipts are off, the line stays what holds for every view.
 */
export function ToldOnTop({ children }: { children: ReactNode }) {
  const panelId = useId();
  const [sentence, tell] = useState("");
  return (
    <Context value={{ panelId, tell }}>
      <p className={styles.line} data-told={sentence !== ""}>
        {sentence ? (
          <>
            {sentence} <a href={`#${panelId}`}>See how</a>
          </>
        ) : (
          "First this page is sent. Only then is a view counted, and once."
        )}
      </p>
      {children}
    </Context>
  );
}
