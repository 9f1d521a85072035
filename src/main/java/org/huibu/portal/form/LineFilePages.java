package org.huibu.portal.form;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.shared.Refusal;
import org.huibu.web.Formats;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Documents of one roster line; what is wrong with one is told on the line's page. */
@Controller
@RequestMapping("/my/cases/{number}/rows/{row}/files")
class LineFilePages {

    private final LineFiles files;
    private final Formats formats;

    LineFilePages(LineFiles files, Formats formats) {
        this.files = files;
        this.formats = formats;
    }

    @PostMapping
    String attach(@PathVariable String number, @PathVariable int row, @RequestParam String material, @RequestParam MultipartFile file, RedirectAttributes told) throws IOException {
        try {
            files.attach(number, row, material, file.getOriginalFilename(), file.getBytes());
        } catch (Refusal refused) {
            if (!refused.code().startsWith("file") && !refused.code().equals("tooManyFiles") && !refused.code().equals("lineWithoutSubject")) {
                throw refused;
            }
            told.addFlashAttribute("fileFault", formats.text("refusal." + refused.code(), refused.arguments().toArray()));
            told.addFlashAttribute("fileFaultOf", material);
        }
        return "redirect:/my/cases/" + number + "/rows/" + row + "#files-" + material;
    }

    @PostMapping("/{id}/remove")
    String detach(@PathVariable String number, @PathVariable int row, @PathVariable long id) {
        files.detach(number, id);
        return "redirect:/my/cases/" + number + "/rows/" + row;
    }

    @GetMapping("/{id}")
    ResponseEntity<byte[]> read(@PathVariable String number, @PathVariable long id) {
        var given = files.mine(number, id);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(given.name(), StandardCharsets.UTF_8).build().toString())
                .header("X-Content-Type-Options", "nosniff").contentType(MediaType.APPLICATION_OCTET_STREAM).body(files.read(given));
    }
}
