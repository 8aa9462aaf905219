package plainstream.tools.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/** Jars made by hand: each class has one method that calls a static method {@code m()} of other classes. */
final class Made {

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    /** A class whose method {@code m} calls {@code m} of each of these; {@code other.Class#name} calls that method instead. */
    Made calling(String name, String... callees) {
        byte[] bytes = ClassFile.of()
                .build(
                        ClassDesc.of(name),
                        type -> type.withMethodBody(
                                "m",
                                MethodTypeDesc.of(ConstantDescs.CD_void),
                                ClassFile.ACC_STATIC | ClassFile.ACC_PUBLIC,
                                code -> {
                                    for (String callee : callees) {
                                        String[] parts = callee.split("#");
                                        code.invokestatic(
                                                ClassDesc.of(parts[0]),
                                                parts.length > 1 ? parts[1] : "m",
                                                MethodTypeDesc.of(ConstantDescs.CD_void));
                                    }
                                    code.return_();
                                }));
        entries.put(name.replace('.', '/') + ".class", bytes);
        return this;
    }

    Path jar(Path file) {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** What a part of the project would be that ships these artifacts, without files. */
    static Shipped shipping(String... artifacts) {
        List<Shipped.Jar> jars = List.of(artifacts).stream()
                .map(Coordinates::of)
                .map(found -> new Shipped.Jar(found, Path.of(found.fileName("jar")), List.of(found.name())))
                .toList();
        return new Shipped("api", jars, java.util.Set.of());
    }
}
