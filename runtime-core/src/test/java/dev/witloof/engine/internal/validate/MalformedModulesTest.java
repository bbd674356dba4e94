package dev.witloof.engine.internal.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.witloof.engine.InvalidModule;
import dev.witloof.engine.InvalidModule.Kind;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Binaries that do not follow the format, one for each way, as the bytes behind the header. */
class MalformedModulesTest {
  private static final String HEADER = "0061736d01000000";

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "section-unknown,0e00,malformed section id 14",
    "section-order,03020100010401600000,unexpected content after last section",
    "section-twice,010401600000010401600000,unexpected content after last section",
    "section-too-long,010501600000,length out of bounds",
    "section-trailing-byte,01050160000000,section size mismatch",
    "custom-section-name,00020561,length out of bounds",
    "name-not-utf8,000302c080,malformed UTF-8 encoding",
    "functions-without-bodies,01040160000003020100,function and code section have inconsistent lengths",
    "bodies-without-functions,0104016000000a040102000b,function and code section have inconsistent lengths",
    "data-count-differs,0c0102,data count and data section have inconsistent lengths",
    "data-count-missing,010401600000030201000a07010500fc09000b0b03010100,data count section required",
    "integer-too-long,01808080808000,integer representation too long",
    "integer-too-large,01808080807f,integer too large",
    "constant-too-large,060a017f004180808080700b,integer too large",
    "locals-too-many,010401600000030201000a0c010a02ffffffff0f7f027e0b,too many locals",
    "value-type,01050160011200,malformed value type 0x12",
    "reference-type,0404017f0001,malformed reference type",
    "import-kind,02050100000900,malformed import kind 9",
    "mutability,0606017f0441000b,malformed mutability 0x4",
    "limits-flags,0503011000,malformed limits flags 0x10",
    "opcode,010401600000030201000a05010300ff0b,function 0: illegal opcode ff",
    "prefixed-opcode,010401600000030201000a06010400fc1f0b,function 0: illegal opcode fc 31",
    "memory-argument,0104016000000302010005030100010a0b01090041002c8001001a0b,function 0: malformed memop flags",
    "body-without-end,010401600000030201000a050103000240,function 0: unexpected end of section or function",
    "body-cut,010401600000030201000a0401020041,function 0: unexpected end of section or function",
    "body-goes-on,010401600000030201000a050103000b0b,function 0: section size mismatch",
    "else-without-if,010401600000030201000a05010300050b,function 0: END opcode expected",
    "expression-without-end,0605017f004100,END opcode expected",
    "elem-kind,09020108,malformed element segment kind 8",
    "data-kind,0b020103,malformed data segment kind 3"
  })
  void isRefused(String what, String sections, String reason) {
    assertMalformed(HEADER + sections, reason);
  }

  @ParameterizedTest
  @CsvSource({
    "0061626301000000,magic header not detected",
    "0061736d02000000,unknown binary version",
    "0061736d0d000100,unknown binary version",
    "0061736d,unexpected end of the header"
  })
  void headerIsRefused(String module, String reason) {
    assertMalformed(module, reason);
  }

  private static void assertMalformed(String hex, String reason) {
    byte[] module = HexFormat.of().parseHex(hex);
    InvalidModule e = assertThrows(InvalidModule.class, () -> ModuleValidator.validate(module));
    assertTrue(e.getMessage().contains(reason), e.getMessage());
    assertEquals(Kind.MALFORMED, e.kind());
  }
}
