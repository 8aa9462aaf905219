package plainstream.tools.audit;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one class file names. Class names have dots; members are {@code java.lang.Runtime.exec}.
 *
 * @param bytes the class file
 * @param jar the jar that holds it
 * @param classes classes that its constant pool names, arrays by their elements
 * @param members methods and fields of other classes that it uses
 * @param strings text constants, among which may be names of classes
 * @param isNative whether it declares a method that is written in another language
 */
record ClassFacts(
        byte[] bytes,
        String jar,
        String name,
        Set<String> classes,
        Set<String> members,
        Set<String> strings,
        boolean isNative) {

    static ClassFacts of(String jar, byte[] bytes) {
        ClassModel model = ClassFile.of().parse(bytes);
        Set<String> classes = new HashSet<>();
        Set<String> members = new HashSet<>();
        Set<String> strings = new HashSet<>();
        for (PoolEntry entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry named -> element(named.asSymbol()).forEach(classes::add);
                case MemberRefEntry member ->
                    element(member.owner().asSymbol())
                            .forEach(owner ->
                                    members.add(owner + "." + member.name().stringValue()));
                case StringEntry text -> strings.add(text.stringValue());
                default -> {} // numbers, descriptors, and what the others are made of
            }
        }
        boolean isNative = model.methods().stream().anyMatch(m -> m.flags().has(AccessFlag.NATIVE));
        String name = name(model.thisClass().asSymbol());
        return new ClassFacts(bytes, jar, name, classes, members, strings, isNative);
    }

    String packageName() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    private static Stream<String> element(ClassDesc type) {
        ClassDesc element = type;
        while (element.isArray()) {
            element = element.componentType();
        }
        return element.isPrimitive() ? Stream.empty() : Stream.of(name(element));
    }

    private static String name(ClassDesc type) {
        String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    }
}
