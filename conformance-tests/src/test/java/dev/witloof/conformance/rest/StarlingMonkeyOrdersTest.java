package dev.witloof.conformance.rest;

import org.junit.jupiter.api.Tag;

@Tag("big-guests")
class StarlingMonkeyOrdersTest extends OrdersGuestTest {
  StarlingMonkeyOrdersTest() {
    super(BigGuests.component("orders-js", "guests/rest/js/build.sh"));
  }
}
