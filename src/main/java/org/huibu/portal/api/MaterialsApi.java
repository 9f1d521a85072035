package org.huibu.portal.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.huibu.casefile.CaseFiles;
import org.huibu.casefile.CaseWork;
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

/** The materials of an applicant's own case. */
@RestController
@RequestMapping("/api/v1/cases/{number}/materials")
@Tag(name = "materials", description = "Documents of a case · 申请材料")
class MaterialsApi {

    private final CaseFiles cases;
    private final CaseWork work;

    MaterialsApi(CaseFiles cases, CaseWork work) {
        this.cases = cases;
        this.work = work;
    }

    record MaterialList(List<CaseView.Material> items) { }

    @GetMapping
    @Operation(operationId = "listMaterials", summary = "What was attached · 已上传的材料")
    MaterialList list(@PathVariable String number) {
        return new MaterialList(cases.materials(number).stream().map(CaseView.Material::of).toList());
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(operationId = "attachMaterial", summary = "Attach a document of at most 30 MB, checked by its content · 上传材料")
    ResponseEntity<CaseView.Material> attach(@PathVariable String number, @RequestParam String material, @RequestParam MultipartFile file) throws IOException {
        var id = cases.attach(number, material, file.getOriginalFilename(), file.getBytes());
        var attached = cases.materials(number).stream().filter(one -> one.id() == id).findFirst().map(CaseView.Material::of).orElseThrow();
        return ResponseEntity.created(URI.create("/api/v1/cases/" + number + "/materials/" + id)).body(attached);
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readMaterial", summary = "The document itself · 下载材料")
    ResponseEntity<byte[]> read(@PathVariable String number, @PathVariable long id) {
        cases.find(number);
        return ResponseEntity.ok().header(HttpHeaders.CONTENT_DISPOSITION, "attachment").contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(work.material(number, id));
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "removeMaterial", summary = "Remove a document from a draft or correction · 删除材料")
    ResponseEntity<Void> detach(@PathVariable String number, @PathVariable long id) {
        cases.detach(number, id);
        return ResponseEntity.noContent().build();
    }
}
