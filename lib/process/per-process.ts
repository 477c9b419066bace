/**
 * One value for the whole process. A module's own variables are not enough: Next bundles pages and
 * routes apart, and each bundle may hold a copy of the module.
 */
export function perProcess<T>(name: string, create: () => T): T {
  const registry = globalThis as { [key: symbol]: unknown };
  const key = Symbol.for(`after-response.${name}`);
  registry[key] ??= create();
  return registry[key] as T;
}
