/** Environment of a host that is to be thrown at: the secrets that no answer may hold. */
export const hostileEnv = {
  POSTHOG_KEY: "phc_hostile_7d1c",
  REVALIDATE_SECRET: "hostile-webhook-93af",
};

export const authorization = ["authorization", `Bearer ${hostileEnv.REVALIDATE_SECRET}`] as const;
export const visitorCookie = `ph_${hostileEnv.POSTHOG_KEY}_posthog`;
export const optOutCookie = `__ph_opt_in_out_${hostileEnv.POSTHOG_KEY}`;
