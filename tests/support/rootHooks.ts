/** For every test: nothing leaves this machine. A connection to anywhere else fails and names its caller. */
import net from 'node:net';

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost|::ffff:127\.\d+\.\d+\.\d+)$/;

type Connect = typeof net.Socket.prototype.connect;

const connect: Connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function guarded(this: net.Socket, ...args: Parameters<Connect>) {
  const host = hostOf(args);
  if (host !== null && !LOOPBACK.test(host)) {
    throw new Error(`A test tried to reach ${host}; tests speak to this machine only.`);
  }
  return connect.apply(this, args);
} as Connect;

/** Host that a call of `connect` asks for; null for a path or the default host. */
function hostOf(args: readonly unknown[]): string | null {
  // Node passes its own normalised array on: [options, callback].
  const first: unknown = Array.isArray(args[0]) ? args[0][0] : args[0];
  if (typeof first === 'object' && first !== null) {
    const { host } = first as { host?: unknown };
    return typeof host === 'string' ? host : null;
  }
  return typeof args[1] === 'string' && typeof first === 'number' ? args[1] : null;
}
