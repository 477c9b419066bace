import type { ReactNode } from "react";
import { refreshPage } from "./refresh";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <form action={refreshPage}>
          <button>Refresh</button>
        </form>
        {children}
      </body>
    </html>
  );
}
