package dev.witloof.conformance.rest;

import org.junit.jupiter.api.Tag;

@Tag("big-guests")
class PythonOrdersTest extends OrdersGuestTest {
  PythonOrdersTest() {
    super(BigGuests.component("orders-python", "guests/rest/python/build.sh"));
  }
}
