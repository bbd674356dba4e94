package dev.witloof.host.http;

import java.lang.invoke.MethodHandles;
import java.util.List;

/**
 * Initialises what requests use, while the host has stack for it. A guest chooses how much is left
 * when it calls; if that does not suffice for the initialisation of a class, nobody in the JVM can
 * use it again.
 */
final class FirstUse {
  private static final List<Class<?>> CLASSES =
      List.of(
          HostName.class,
          OutgoingRequest.class,
          Fields.class,
          Fields.Refused.class,
          InternalAddresses.class,
          Routes.class,
          ConnectionPool.class,
          ConnectorHttp.class,
          IncomingBody.class,
          RequestOptions.Timeout.class,
          HttpFailure.class);

  private FirstUse() {}

  static void prepare() {
    for (Class<?> each : CLASSES) {
      try {
        MethodHandles.lookup().ensureInitialized(each);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("classes of one package may use each other", e);
      }
    }
  }
}
