package dev.witloof.conformance.rest;

import org.junit.jupiter.api.Tag;

@Tag("big-guests")
class GoOrdersTest extends OrdersGuestTest {
  GoOrdersTest() {
    super(BigGuests.component("orders-go", "guests/rest/go/build.sh"));
  }
}
