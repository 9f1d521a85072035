package org.huibu.portal.training;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Uploads of the page, which can be continued. */
@Controller
@RequestMapping("/my/cases/{number}/training/uploads")
class VideoUploadPages {

    private final Tus tus;

    VideoUploadPages(Tus tus) {
        this.tus = tus;
    }

    @RequestMapping(method = RequestMethod.OPTIONS)
    ResponseEntity<Void> options(@PathVariable String number) {
        return tus.options(number);
    }

    @PostMapping
    ResponseEntity<Void> create(@PathVariable String number, @RequestHeader(value = Tus.RESUMABLE, required = false) String version,
            @RequestHeader(value = Tus.LENGTH, defaultValue = "-1") long length, @RequestHeader(value = Tus.METADATA, defaultValue = "") String metadata) {
        return tus.create(number, version, length, metadata, "/my/cases/" + number + "/training/uploads");
    }

    @RequestMapping(path = "/{id}", method = RequestMethod.HEAD)
    ResponseEntity<Void> offset(@PathVariable String number, @PathVariable long id) {
        return tus.offset(number, id);
    }

    @PatchMapping("/{id}")
    ResponseEntity<Void> append(@PathVariable String number, @PathVariable long id, @RequestHeader(value = Tus.RESUMABLE, required = false) String version,
            @RequestHeader(value = Tus.OFFSET, defaultValue = "-1") long offset, HttpServletRequest request) throws IOException {
        return tus.append(number, id, version, offset, request.getContentType(), request.getInputStream());
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> terminate(@PathVariable String number, @PathVariable long id, @RequestHeader(value = Tus.RESUMABLE, required = false) String version) {
        return tus.terminate(number, id, version);
    }
}
