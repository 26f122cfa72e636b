package flamingo.checkpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickles that PyTorch writes, and nothing more: dicts, lists, tuples, text, numbers,
 * booleans, None and tensors. Nothing is imported or called; a name outside {@link PickleGlobal} is
 * refused, and so is every instruction that could build anything else.
 *
 * <p>Python becomes Java as: dict {@link Map}, list and tuple {@link List}, str {@link String}, int
 * {@link Long}, float {@link Double}, tensor {@link TorchTensor}.
 *
 * @see <a href="https://docs.python.org/3/library/pickletools.html">the instructions</a>
 */
final class Unpickler {
  /** PyTorch fills containers in batches of 1,000; nothing it writes needs more than this. */
  private static final int DEEPEST_STACK = 10_000;

  private final PickleInput input;
  private final Map<Integer, Object> memo = new HashMap<>();
  private final Deque<List<Object>> marked = new ArrayDeque<>();
  private List<Object> stack = new ArrayList<>();

  private Unpickler(byte[] pickle) {
    this.input = new PickleInput(pickle);
  }

  /** The root object of a pickle. */
  static Object load(byte[] pickle) throws MalformedPickleException, ForbiddenGlobalException {
    return new Unpickler(pickle).run();
  }

  private Object run() throws MalformedPickleException, ForbiddenGlobalException {
    for (int code = input.unsignedByte(); code != '.'; code = input.unsignedByte()) {
      if (!scalar(code) && !container(code) && !memo(code)) {
        structure(code);
      }
      if (stack.size() + marked.size() > DEEPEST_STACK) {
        throw new MalformedPickleException("values nested more than " + DEEPEST_STACK + " deep");
      }
    }
    return pop();
  }

  private boolean scalar(int code) throws MalformedPickleException {
    switch (code) {
      case 'N' -> push(null);
      case 0x88 -> push(true);
      case 0x89 -> push(false);
      case 'J' -> push((long) input.signedInt());
      case 'K' -> push((long) input.unsignedByte());
      case 'M' -> push((long) input.unsignedShort());
      case 0x8a -> push(input.longOf(input.unsignedByte()));
      case 'G' -> push(input.bigEndianDouble());
      case 'X' -> push(input.text(input.count()));
      case 0x8c -> push(input.text(input.unsignedByte()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean container(int code) throws MalformedPickleException {
    switch (code) {
      case '}' -> push(new LinkedHashMap<>());
      case ']' -> push(new ArrayList<>());
      case ')' -> push(List.of());
      case '(' -> mark();
      case 't' -> push(tuple(popToMark()));
      case 0x85 -> push(tuple(popLast(1)));
      case 0x86 -> push(tuple(popLast(2)));
      case 0x87 -> push(tuple(popLast(3)));
      case 'a' -> append(popLast(1));
      case 'e' -> append(popToMark());
      case 's' -> setItems(popLast(2));
      case 'u' -> setItems(popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean memo(int code) throws MalformedPickleException {
    switch (code) {
      case 'q' -> memo.put(input.unsignedByte(), top());
      case 'r' -> memo.put(input.count(), top());
      case 0x94 -> memo.put(memo.size(), top());
      case 'h' -> push(recall(input.unsignedByte()));
      case 'j' -> push(recall(input.count()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void structure(int code) throws MalformedPickleException, ForbiddenGlobalException {
    switch (code) {
      case 0x80 -> input.unsignedByte(); // protocol
      case 0x95 -> input.frame();
      case 'c' -> push(global(input.line(), input.line()));
      case 0x93 -> {
        List<Object> names = popLast(2);
        push(global(text(names.get(0)), text(names.get(1))));
      }
      case 'Q' -> push(storage(list(pop())));
      case 'R' -> {
        List<Object> call = popLast(2);
        push(TorchReduction.of(call.get(0), list(call.get(1))));
      }
      case 'b' -> build(pop());
      default -> throw new MalformedPickleException("the instruction 0x%02x".formatted(code));
    }
  }

  private static PickleGlobal global(String module, String name) throws ForbiddenGlobalException {
    return PickleGlobal.of(module, name)
        .orElseThrow(() -> new ForbiddenGlobalException(module + "." + name));
  }

  /**
   * The persistent id of a storage: {@code ("storage", class, key, device, number of elements)}.
   */
  private static TorchStorage storage(List<?> id) throws MalformedPickleException {
    if (id.size() == 5
        && "storage".equals(id.get(0))
        && id.get(1) instanceof PickleGlobal.Storage type
        && id.get(2) instanceof String key) {
      return new TorchStorage(type, key);
    }
    throw new MalformedPickleException("a reference to something that is not a storage");
  }

  /**
   * PyTorch builds only the attributes of a state dict, its version numbers, which carry no data.
   */
  private void build(Object state) throws MalformedPickleException {
    if (!(top() instanceof Map) || !(state instanceof Map)) {
      throw new MalformedPickleException("attributes of something that is not a dict");
    }
  }

  private void append(List<Object> values) throws MalformedPickleException {
    this.<List<Object>>topAs(ArrayList.class, "list").addAll(values);
  }

  private void setItems(List<Object> pairs) throws MalformedPickleException {
    Map<Object, Object> dict = topAs(LinkedHashMap.class, "dict");
    if (pairs.size() % 2 != 0) {
      throw new MalformedPickleException("a key without a value");
    }
    for (int i = 0; i < pairs.size(); i += 2) {
      Object key = pairs.get(i);
      if (!(key instanceof String || key instanceof Long || key instanceof Boolean)) {
        throw new MalformedPickleException("a key that is neither text nor a number");
      }
      dict.put(key, pairs.get(i + 1));
    }
  }

  private Object recall(int index) throws MalformedPickleException {
    if (!memo.containsKey(index)) {
      throw new MalformedPickleException("a reference to a value that was never stored");
    }
    return memo.get(index);
  }

  private void mark() {
    marked.push(stack);
    stack = new ArrayList<>();
  }

  private List<Object> popToMark() throws MalformedPickleException {
    if (marked.isEmpty()) {
      throw new MalformedPickleException("the end of a group that never began");
    }
    List<Object> group = stack;
    stack = marked.pop();
    return group;
  }

  private List<Object> popLast(int count) throws MalformedPickleException {
    if (stack.size() < count) {
      throw new MalformedPickleException("an instruction without its values");
    }
    List<Object> tail = stack.subList(stack.size() - count, stack.size());
    List<Object> values = new ArrayList<>(tail);
    tail.clear();
    return values;
  }

  private Object pop() throws MalformedPickleException {
    return popLast(1).get(0);
  }

  private void push(Object value) {
    stack.add(value);
  }

  private Object top() throws MalformedPickleException {
    if (stack.isEmpty()) {
      throw new MalformedPickleException("an instruction without its values");
    }
    return stack.get(stack.size() - 1);
  }

  @SuppressWarnings("unchecked") // containers are only ever made here, of Object
  private <T> T topAs(Class<?> type, String name) throws MalformedPickleException {
    if (!type.isInstance(top())) {
      throw new MalformedPickleException("values for something that is not a " + name);
    }
    return (T) top();
  }

  private static List<Object> tuple(List<Object> values) {
    return Collections.unmodifiableList(values);
  }

  private static List<?> list(Object value) throws MalformedPickleException {
    if (value instanceof List<?> list) {
      return list;
    }
    throw new MalformedPickleException("arguments that are not a tuple");
  }

  private static String text(Object value) throws MalformedPickleException {
    if (value instanceof String text) {
      return text;
    }
    throw new MalformedPickleException("a name that is not text");
  }
}
