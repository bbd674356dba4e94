package dev.witloof.conformance.wast;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.witloof.conformance.wast.Command.Action;
import dev.witloof.conformance.wast.Command.ModuleFile;
import dev.witloof.conformance.wast.Command.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The commands of one file.
 *
 * @param source the {@code .wast} file that it was made of, as the script names it
 * @param folder where its modules are
 */
record Script(String source, Path folder, List<Command> commands) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /**
   * Reads a script.
   *
   * @throws IOException when the file cannot be read or is not JSON
   * @throws IllegalArgumentException naming the command that is not as {@code wasm-tools} writes it
   */
  static Script read(Path file) throws IOException {
    JsonNode root = MAPPER.readTree(file.toFile());
    JsonNode commands = root == null ? null : root.get("commands");
    if (commands == null || !commands.isArray()) {
      throw new IllegalArgumentException(
          "there is no list of commands; make the file with wasm-tools json-from-wast");
    }
    List<Command> parsed = new ArrayList<>();
    for (JsonNode command : commands) {
      parsed.add(command(command));
    }
    String source = root.path("source_filename").asText(file.toString());
    return new Script(source, file.toAbsolutePath().getParent(), parsed);
  }

  /** Where a command stands, for messages. */
  String place(Command command) {
    return source + ":" + command.line();
  }

  private static Command command(JsonNode node) {
    int line = required(node, "line").asInt();
    String type = required(node, "type").asText();
    return switch (type) {
      case "module" -> new Command.Module(line, text(node, "name"), module(node));
      case "module_definition" -> new Command.Definition(line, text(node, "name"), module(node));
      case "module_instance" ->
          new Command.Instantiation(line, text(node, "instance"), text(node, "module"));
      case "register" ->
          new Command.Register(line, text(node, "name"), required(node, "as").asText());
      case "action" -> new Command.Perform(line, action(node));
      case "assert_return" -> new Command.AssertReturn(line, action(node), list(node, "expected"));
      case "assert_trap" -> new Command.AssertTrap(line, action(node), message(node));
      case "assert_exhaustion" -> new Command.AssertExhaustion(line, action(node), message(node));
      case "assert_malformed" -> refused(line, Stage.MALFORMED, node);
      case "assert_invalid" -> refused(line, Stage.INVALID, node);
      case "assert_unlinkable" -> refused(line, Stage.UNLINKABLE, node);
      case "assert_uninstantiable" -> refused(line, Stage.UNINSTANTIABLE, node);
      case "assert_exception" ->
          new Command.Unsupported(line, type, "the exception-handling proposal");
      case "assert_suspension" ->
          new Command.Unsupported(line, type, "the stack-switching proposal");
      case "thread", "wait" -> new Command.Unsupported(line, type, "the threads proposal");
      case "assert_malformed_custom", "assert_invalid_custom" ->
          new Command.Unsupported(line, type, "proposals that read custom sections");
      default -> throw new IllegalArgumentException("unknown command '" + type + "': " + node);
    };
  }

  private static Command refused(int line, Stage stage, JsonNode node) {
    return new Command.AssertRefused(line, stage, module(node), message(node));
  }

  private static ModuleFile module(JsonNode node) {
    Optional<String> binary = text(node, "binary_filename");
    return binary.isPresent()
        ? new ModuleFile(binary.get(), true)
        : new ModuleFile(
            required(node, "filename").asText(), !"text".equals(node.path("module_type").asText()));
  }

  private static Action action(JsonNode node) {
    JsonNode action = required(node, "action");
    String type = required(action, "type").asText();
    if (!type.equals("invoke") && !type.equals("get")) {
      throw new IllegalArgumentException("unknown action '" + type + "': " + node);
    }
    return new Action(
        type.equals("get"),
        text(action, "module"),
        required(action, "field").asText(),
        list(action, "args"));
  }

  private static String message(JsonNode node) {
    return node.path("text").asText();
  }

  private static List<JsonNode> list(JsonNode node, String key) {
    List<JsonNode> elements = new ArrayList<>();
    node.path(key).forEach(elements::add);
    return elements;
  }

  private static Optional<String> text(JsonNode node, String key) {
    return node.hasNonNull(key) ? Optional.of(node.get(key).asText()) : Optional.empty();
  }

  private static JsonNode required(JsonNode node, String key) {
    JsonNode value = node.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a command has no \"" + key + "\": " + node);
    }
    return value;
  }
}
