package org.huibu.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.huibu.NodeProcess;

/** The product as {@code docker/Dockerfile} lays it out: a thin jar beside its libraries, and an archive of the classes that a start needs. */
final class ImageLayout {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path DIRECTORY = Path.of("target/bench/image");

    private ImageLayout() {
    }

    static Path jar() throws IOException {
        Files.createDirectories(DIRECTORY);
        var jar = DIRECTORY.resolve("huibu.jar").toAbsolutePath();
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "org.huibu.Huibu");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, Arrays.stream(NodeProcess.classPath().split(java.io.File.pathSeparator)).filter(part -> part.endsWith(".jar"))
                .map(part -> Path.of(part).toUri().toString()).collect(Collectors.joining(" ")));
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest); var files = Files.walk(CLASSES)) {
            for (var file : files.filter(path -> !path.equals(CLASSES)).toList()) {
                out.putNextEntry(new ZipEntry(CLASSES.relativize(file) + (Files.isDirectory(file) ? "/" : "")));
                if (Files.isRegularFile(file)) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
        return jar;
    }

    /** One start that ends by itself and leaves the archive, with the flags of the image. */
    static Path archive(Path jar, List<String> flags) throws IOException, InterruptedException {
        var archive = DIRECTORY.resolve("huibu.jsa").toAbsolutePath();
        Files.deleteIfExists(archive);
        var command = new java.util.ArrayList<>(List.of(NodeProcess.java(), "-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh", "-Duser.timezone=UTC"));
        command.addAll(flags);
        command.addAll(List.of("-jar", jar.toString(), "--spring.datasource.url=jdbc:h2:mem:archive", "--huibu.data-directory=target/bench/image/data"));
        var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(DIRECTORY.resolve("archive.log").toFile()).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("see " + DIRECTORY.resolve("archive.log"));
        }
        return archive;
    }
}
