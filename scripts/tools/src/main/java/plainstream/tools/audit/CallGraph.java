package plainstream.tools.audit;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which methods may run, seen from above: whoever may run one that is not named here does so by reflection alone.
 *
 * <p>Of a class that can be loaded, counted are: constructors and initializers; a static method that a counted method calls on
 * this class or one below it; any other method if a counted method calls one of its name and descriptor, on whatever class; and
 * all, if the class extends or implements something outside the class path, which may then call it back. So too many are
 * named, never too few for lack of knowing a type.
 */
final class CallGraph {

    private record Method(String owner, MethodModel model) {
        String signature() {
            return model.methodName().stringValue() + model.methodType().stringValue();
        }
    }

    private final Map<String, ClassModel> models = new HashMap<>();
    private final Map<String, List<Method>> waiting = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Set<String> run = new HashSet<>();
    private final Deque<Method> work = new ArrayDeque<>();

    private CallGraph() {}

    /** Names of methods that may run, as {@code package.Class.method}. Of an entry class, all of them do. */
    static Set<String> from(ClassPath path, Collection<String> entries, Predicate<String> isEntry) {
        CallGraph graph = new CallGraph();
        path.classes()
                .forEach((name, facts) -> graph.models.put(name, ClassFile.of().parse(facts.bytes())));
        path.reachable(entries).forEach(name -> graph.add(name, isEntry.test(name)));
        graph.follow();
        return graph.run;
    }

    private void add(String owner, boolean everything) {
        ClassModel model = models.get(owner);
        boolean all = everything || hasStrangeParent(model);
        for (MethodModel method : model.methods()) {
            Method found = new Method(owner, method);
            boolean isStatic = method.flags().has(AccessFlag.STATIC);
            if (all && !isStatic
                    || everything
                    || method.methodName().stringValue().startsWith("<")) {
                work.add(found);
            } else {
                String key = isStatic ? owner + "." + found.signature() : found.signature();
                waiting.computeIfAbsent(key, k -> new ArrayList<>()).add(found);
            }
        }
    }

    private void follow() {
        while (!work.isEmpty()) {
            Method method = work.pop();
            run.add(method.owner() + "." + method.model().methodName().stringValue());
            method.model().code().ifPresent(code -> code.forEach(this::follow));
        }
    }

    private void follow(CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                called(
                        call.opcode() == Opcode.INVOKESTATIC,
                        call.owner().asInternalName(),
                        call.name().stringValue() + call.type().stringValue());
            case InvokeDynamicInstruction dynamic -> dynamic.bootstrapArgs().forEach(this::called);
            default -> {} // calls nothing
        }
    }

    private void called(ConstantDesc argument) {
        if (argument instanceof DirectMethodHandleDesc handle) {
            String owner = handle.owner().descriptorString();
            String signature = handle.methodName() + handle.lookupDescriptor();
            called(true, owner.substring(1, owner.length() - 1), signature);
            called(false, owner, signature);
        }
    }

    private void called(boolean isStatic, String owner, String signature) {
        if (!isStatic) {
            release(signature);
            return;
        }
        ClassModel model = models.get(owner.replace('/', '.'));
        release(owner.replace('/', '.') + "." + signature);
        if (model != null) {
            parents(model).forEach(parent -> called(true, parent, signature));
        }
    }

    private void release(String key) {
        if (called.add(key)) {
            work.addAll(waiting.getOrDefault(key, List.of()));
        }
    }

    private boolean hasStrangeParent(ClassModel model) {
        return parents(model).stream()
                .filter(parent -> !parent.equals("java.lang.Object"))
                .anyMatch(parent -> !models.containsKey(parent) || hasStrangeParent(models.get(parent)));
    }

    private static List<String> parents(ClassModel model) {
        List<String> parents = new ArrayList<>();
        model.superclass()
                .ifPresent(parent -> parents.add(parent.asInternalName().replace('/', '.')));
        model.interfaces().forEach(parent -> parents.add(parent.asInternalName().replace('/', '.')));
        return parents;
    }
}
