package org.huibu.portal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.huibu.portal.form.RosterFile;
import org.huibu.shared.Refusal;
import org.junit.jupiter.api.Test;

/** Rosters that are meant to harm: a clear refusal, and no more memory than the file deserves. */
class RosterFileTests {

    @Test
    void refusesAZipBomb() throws IOException {
        refused("bomb.xlsx", bomb(), "rosterUnreadable");
    }

    @Test
    void refusesWhatIsNoWorkbook() {
        refused("roster.xlsx", "not a zip".getBytes(), "rosterUnreadable");
        refused("roster.xlsx", new byte[0], "rosterUnreadable");
    }

    @Test
    void refusesAFormula() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            book.createSheet().createRow(0).createCell(0).setCellFormula("1+1");
            book.write(out);
        }
        refused("roster.xlsx", out.toByteArray(), "rosterFormula");
    }

    private static void refused(String name, byte[] content, String code) {
        assertThatThrownBy(() -> RosterFile.read(name, content, List.of())).isInstanceOf(Refusal.class).extracting("code").isEqualTo(code);
    }

    /** A real workbook whose first sheet unpacks to 200 MB of blanks. */
    private static byte[] bomb() throws IOException {
        var good = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            book.createSheet();
            book.write(good);
        }
        var out = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(good.toByteArray())); var zip = new ZipOutputStream(out)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                var text = in.readAllBytes();
                if (entry.getName().endsWith("sheet1.xml")) {
                    var blanks = " ".repeat(1024 * 1024).getBytes();
                    zip.write("<?xml version=\"1.0\"?><worksheet>".getBytes());
                    for (int i = 0; i < 200; i++) {
                        zip.write(blanks);
                    }
                } else {
                    zip.write(text);
                }
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
