package org.huibu.party;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.huibu.HuibuTest;
import org.huibu.TestData;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Promise P13: a file is what its content says, lies where we put it, and says nothing to who reads the disk. */
@HuibuTest
class UploadTests {

    private static final String PDF = "%PDF-1.4\n1 0 obj\n%%EOF 机密";
    @Autowired org.huibu.party.Files files;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "test.pdf|X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-TEST-FILE!$H+H*|fileDisguised",
        "page.pdf|<!DOCTYPE html><script>alert(1)</script>|fileDisguised",
        "picture.png|<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>|fileDisguised",
        "picture.svg|<svg xmlns=\"http://www.w3.org/2000/svg\"/>|fileType",
        "page.html|<html></html>|fileType",
        "both.jpg|%PDF-1.4 <script>|fileDisguised",
        "tool.exe|MZ|fileType",
        "nothing|%PDF-1.4|fileType",
        "two.pdf.html|%PDF-1.4|fileType",
        "empty.pdf|''|fileEmpty"})
    void refuses(String name, String content, String code) {
        assertThatThrownBy(() -> files.accept(name, content.getBytes(StandardCharsets.UTF_8), List.of("pdf", "png", "jpg"), "somebody"))
                .isInstanceOf(Refusal.class).extracting("code").isEqualTo(code);
    }

    @Test
    void refusesWhatIsTooLarge() {
        var large = new byte[30 * 1024 * 1024 + 1];
        assertThatThrownBy(() -> files.accept("large.pdf", large, List.of("pdf"), "somebody")).extracting("kind").isEqualTo(Refusal.Kind.TOO_LARGE);
    }

    @ParameterizedTest
    @CsvSource({"../../etc/passwd.pdf,passwd.pdf", "C:\\Users\\x\\证明.pdf,证明.pdf", "a\"b<c>.pdf,a_b_c_.pdf", "..%2f..%2fx.pdf,..%2f..%2fx.pdf"})
    void keepsNamesAsNames(String name, String kept) {
        assertThat(files.accept(name, PDF.getBytes(StandardCharsets.UTF_8), List.of("pdf"), "somebody").name()).isEqualTo(kept);
    }

    @Test
    void storesUnderItsOwnNameAndSealed() throws Exception {
        var stored = files.accept("../secret.pdf", PDF.getBytes(StandardCharsets.UTF_8), List.of("pdf"), "somebody");
        try (var walk = Files.walk(TestData.directory().resolve("files"))) {
            var file = walk.filter(one -> one.getFileName().toString().equals(Long.toString(stored.id()))).findFirst().orElseThrow();
            assertThat(Files.readString(file)).startsWith("sealed:").doesNotContain("PDF", "机密");
            var other = files.accept("other.pdf", PDF.getBytes(StandardCharsets.UTF_8), List.of("pdf"), "somebody");
            var sealed = Files.readString(file);
            Files.writeString(file.getParent().getParent().resolve(String.format("%02x", other.id() & 0xff)).resolve(Long.toString(other.id())), sealed);
            assertThatThrownBy(() -> files.read(other.id())).as("a file in the place of another").isInstanceOf(IllegalStateException.class);
        }
        assertThat(files.read(stored.id())).isEqualTo(PDF.getBytes(StandardCharsets.UTF_8));
    }
}
