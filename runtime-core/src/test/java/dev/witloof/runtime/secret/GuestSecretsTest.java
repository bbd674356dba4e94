package dev.witloof.runtime.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuestSecretsTest {
  @Test
  void theSameNameHidesNoValueOfAnother() {
    Redactor redactor =
        GuestSecrets.of(
                Map.of("TOKEN", "of the variable"),
                Map.of("TOKEN", "of the setting", "open", "no secret"),
                Set.of("TOKEN", "unknown"),
                Map.of("TOKEN", "of the operator"))
            .redactor();
    assertEquals("<[redacted TOKEN]>", redactor.redact("<of the variable>"));
    assertEquals("<[redacted TOKEN 2]>", redactor.redact("<of the setting>"));
    assertEquals("<[redacted TOKEN 3]>", redactor.redact("<of the operator>"));
    assertEquals("<no secret>", redactor.redact("<no secret>"));
  }
}
