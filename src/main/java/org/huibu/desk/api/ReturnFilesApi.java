package org.huibu.desk.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.huibu.disbursement.returns.ReturnLine;
import org.huibu.disbursement.returns.Returns;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Return files of banks: uploaded by the payer's program and held against the orders; another person applies them, on the page. */
@RestController
@RequestMapping("/api/v1/return-files")
@Tag(name = "return files", description = "Return files of banks · 银行回单文件")
class ReturnFilesApi {

    private static final int MOST = 500;
    private final Returns returns;

    ReturnFilesApi(Returns returns) {
        this.returns = returns;
    }

    /** A line that moves nothing until a person worked it off. @param line of the file, from 1 */
    @Schema(name = "ReturnFileProblem")
    record Parked(int line, String order, String problem) {
        static Parked of(ReturnLine one) {
            return new Parked(one.place(), one.orderNumber(), one.problem().name());
        }
    }

    /** @param state UPLOADED, CONFIRMED, DONE or DISCARDED; @param counts lines by state; @param parked the first 500 lines with a problem */
    @Schema(name = "ReturnFile")
    record Held(String id, String name, String state, Map<String, Long> counts, List<Parked> parked) { }

    @PostMapping
    @Operation(operationId = "uploadReturnFile", summary = "Read a return file and hold it against the orders; nothing moves yet · 上传回单并与支付单比对，尚未生效")
    Held upload(@RequestParam(required = false) MultipartFile file) throws IOException {
        return shown(returns.upload(file == null ? "" : file.getOriginalFilename(), file == null ? new byte[0] : file.getBytes()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "readReturnFile", summary = "A return file and what of it needs somebody · 一份回单文件")
    Held one(@PathVariable long id) {
        return shown(id);
    }

    private Held shown(long id) {
        var file = returns.find(id);
        return new Held(Long.toString(id), file.name(), file.state().name(), returns.counts(id).entrySet().stream().collect(Collectors.toMap(one -> one.getKey().name(), Map.Entry::getValue)),
                returns.lines(id, ReturnLine.State.PARKED, 0, MOST).stream().map(Parked::of).toList());
    }
}
