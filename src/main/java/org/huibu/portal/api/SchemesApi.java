package org.huibu.portal.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.huibu.scheme.Schemes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which subsidies there are; open to everybody. */
@RestController
@RequestMapping("/api/v1/schemes")
@Tag(name = "schemes", description = "What can be applied for · 可以申请的补贴")
class SchemesApi {

    private final Schemes schemes;

    SchemesApi(Schemes schemes) {
        this.schemes = schemes;
    }

    record SchemeList(List<SchemeView> items) { }

    @GetMapping
    @Operation(operationId = "listSchemes", summary = "Subsidies in force · 现行补贴")
    SchemeList list() {
        return new SchemeList(schemes.offered().stream().map(SchemeView::of).toList());
    }

    @GetMapping("/{key}")
    @Operation(operationId = "readScheme", summary = "One subsidy: form, materials, criteria with clauses · 一项补贴：表单、材料、条件与条款")
    SchemeView.Detail one(@PathVariable String key) {
        return SchemeView.Detail.of(schemes.scheme(key));
    }
}
