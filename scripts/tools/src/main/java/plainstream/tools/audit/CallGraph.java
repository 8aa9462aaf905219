package plainstream.tools.audit;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.DirectMethodHandleDesc;
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
 * <p>A method of a class that can be loaded counts as run if any counted method calls one of its name and descriptor, on
 * whatever class; if it is a constructor or a static initializer; or if the class extends or implements something outside
 * the class path, which may then call it back. So it names too many methods, never too few for lack of knowing a type.
 */
final class CallGraph {

    private record Method(String owner, String name, String descriptor, MethodModel model) {}

    private final Map<String, List<Method>> waitingForCall = new HashMap<>();
    private final Set<String> called = new HashSet<>();
    private final Set<String> run = new HashSet<>();
    private final Deque<Method> work = new ArrayDeque<>();

    private CallGraph() {}

    /** Names of methods that may run, as {@code package.Class.method}. */
    static Set<String> from(ClassPath path, Collection<String> entries, Predicate<String> isEntryClass) {
        CallGraph graph = new CallGraph();
        for (String name : path.reachable(entries)) {
            graph.add(path, path.classes().get(name), isEntryClass.test(name));
        }
        graph.follow();
        return graph.run;
    }

    private void add(ClassPath path, ClassFacts facts, boolean everything) {
        ClassModel model = ClassFile.of().parse(facts.bytes());
        boolean calledBack = everything || hasStrangeParent(path, model);
        for (MethodModel method : model.methods()) {
            String name = method.methodName().stringValue();
            Method found = new Method(facts.name(), name, method.methodType().stringValue(), method);
            if (calledBack || name.startsWith("<")) {
                work.add(found);
            } else {
                waitingForCall
                        .computeIfAbsent(name + found.descriptor(), key -> new ArrayList<>())
                        .add(found);
            }
        }
    }

    private void follow() {
        while (!work.isEmpty()) {
            Method method = work.pop();
            run.add(method.owner() + "." + method.name());
            method.model().code().ifPresent(code -> code.forEach(this::follow));
        }
    }

    private void follow(CodeElement element) {
        switch (element) {
            case InvokeInstruction call ->
                called(call.name().stringValue(), call.type().stringValue());
            case InvokeDynamicInstruction dynamic ->
                dynamic.bootstrapArgs().forEach(argument -> {
                    if (argument instanceof DirectMethodHandleDesc handle) {
                        called(handle.methodName(), handle.lookupDescriptor());
                    }
                });
            default -> {} // calls nothing
        }
    }

    private void called(String name, String descriptor) {
        if (called.add(name + descriptor)) {
            work.addAll(waitingForCall.getOrDefault(name + descriptor, List.of()));
        }
    }

    private static boolean hasStrangeParent(ClassPath path, ClassModel model) {
        List<String> parents = new ArrayList<>();
        model.superclass().ifPresent(parent -> parents.add(parent.asInternalName()));
        model.interfaces().forEach(parent -> parents.add(parent.asInternalName()));
        return parents.stream()
                .map(parent -> parent.replace('/', '.'))
                .filter(parent -> !parent.equals("java.lang.Object"))
                .anyMatch(parent -> !path.classes().containsKey(parent)
                        || hasStrangeParent(path, path.classes().get(parent)));
    }

    private static boolean hasStrangeParent(ClassPath path, ClassFacts facts) {
        return hasStrangeParent(path, ClassFile.of().parse(facts.bytes()));
    }
}
