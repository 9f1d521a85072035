package org.huibu;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The product as a process of its own, on the class path of the tests: it can be killed without warning. */
public final class NodeProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private final Process process;
    private final int port;

    private NodeProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one and waits until it answers. @param name of its log below {@code target}; @param jvm options of the machine; @param arguments properties such as {@code --huibu.demo.cases=false} */
    public static NodeProcess start(String name, List<String> jvm, List<String> arguments) throws IOException {
        return launch(name, jvm, List.of("-cp", classPath(), "org.huibu.Huibu"), arguments);
    }

    /** Starts what was packed into a file. @param jar that names its libraries itself */
    public static NodeProcess start(String name, List<String> jvm, Path jar, List<String> arguments) throws IOException {
        return launch(name, jvm, List.of("-jar", jar.toString()), arguments);
    }

    /** What the tests run on. */
    public static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** Path of the {@code java} that runs the tests. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static NodeProcess launch(String name, List<String> jvm, List<String> program, List<String> arguments) throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(jvm);
        command.add("-Duser.timezone=UTC");
        command.addAll(program);
        command.add("--server.port=" + port);
        command.addAll(arguments);
        var node = new NodeProcess(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Path.of("target", name + ".log").toFile()).start(), port);
        try {
            Awaitility.await(name).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
                if (!node.process.isAlive()) {
                    throw new IllegalStateException(name + " ended, see target/" + name + ".log");
                }
                return node.answers("/login");
            });
            return node;
        } catch (RuntimeException failed) {
            node.close();
            throw failed;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    private boolean answers(String path) {
        try {
            return HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).timeout(Duration.ofSeconds(20)).build(),
                    HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
        }
    }
}
