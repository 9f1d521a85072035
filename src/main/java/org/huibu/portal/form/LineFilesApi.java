package org.huibu.portal.form;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.ClaimLine;
import org.huibu.casefile.linefile.LineFile;
import org.huibu.casefile.linefile.LineFiles;
import org.huibu.shared.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Documents of single roster lines, for programs. */
@RestController
@RequestMapping("/api/v1/cases/{number}/lines/{line}/materials")
@Tag(name = "materials")
class LineFilesApi {

    private final CaseFiles cases;
    private final LineFiles files;

    LineFilesApi(CaseFiles cases, LineFiles files) {
        this.cases = cases;
        this.files = files;
    }

    /** @param id as text, since it is longer than a number of JavaScript */
    @Schema(name = "LineMaterial")
    record Given(String id, String material, String name) {
        static Given of(LineFile file) {
            return new Given(Long.toString(file.id()), file.material(), file.name());
        }
    }

    @Schema(name = "LineMaterialList")
    record GivenList(List<Given> items) { }

    @GetMapping
    @Operation(operationId = "listLineMaterials", summary = "Documents of one roster line · 名册一行的材料")
    GivenList list(@PathVariable String number, @PathVariable int line) {
        return new GivenList(files.ofLine(number, line(number, line)).stream().map(Given::of).toList());
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "attachLineMaterial", summary = "Attach a document to one roster line; it stays with the line's subject · 为名册一行上传材料")
    ResponseEntity<Given> attach(@PathVariable String number, @PathVariable int line, @RequestParam String material, @RequestParam MultipartFile file) throws IOException {
        var id = files.attach(number, line, material, file.getOriginalFilename(), file.getBytes());
        return ResponseEntity.created(URI.create("/api/v1/cases/" + number + "/lines/" + line + "/materials/" + id)).body(Given.of(files.mine(number, id)));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readLineMaterial", summary = "The document itself · 下载一行的材料")
    ResponseEntity<byte[]> read(@PathVariable String number, @PathVariable int line, @PathVariable long id) {
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment").contentType(MediaType.APPLICATION_OCTET_STREAM).body(files.read(given(number, line, id)));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "removeLineMaterial", summary = "Remove a document of a line from a draft or correction · 删除一行的材料")
    ResponseEntity<Void> detach(@PathVariable String number, @PathVariable int line, @PathVariable long id) {
        files.detach(number, given(number, line, id).id());
        return ResponseEntity.noContent().build();
    }

    private LineFile given(String number, int line, long id) {
        return files.ofLine(number, line(number, line)).stream().filter(one -> one.id() == id).findFirst().orElseThrow(Refusal::notFound);
    }

    /** Of the own case only. */
    private ClaimLine line(String number, int line) {
        return cases.lines(number).stream().filter(one -> one.seq() == line).findFirst().orElseThrow(Refusal::notFound);
    }
}
