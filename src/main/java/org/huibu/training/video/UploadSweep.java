package org.huibu.training.video;

import java.util.Map;
import java.util.UUID;
import org.huibu.casefile.CaseWork;
import org.huibu.party.LargeFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives up uploads that nobody continued in time: first their bytes, then their rows, so that a node that dies between leaves the rest to the next. */
@Component
class UploadSweep {

    private static final Logger LOG = LoggerFactory.getLogger(UploadSweep.class);
    private final VideoRows rows;
    private final LargeFiles files;
    private final CaseWork work;
    private final TransactionTemplate transaction;

    UploadSweep(VideoRows rows, LargeFiles files, CaseWork work, TransactionTemplate transaction) {
        this.rows = rows;
        this.files = files;
        this.work = work;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${huibu.training.sweep:10m}")
    void sweep() {
        for (var upload : rows.expired()) {
            try {
                giveUp(upload);
            } catch (RuntimeException fault) {
                LOG.warn("the unfinished upload {} could not be given up and is tried again", upload.id(), fault);
            }
        }
    }

    /** Whoever holds it is the only one at it, on whichever node. */
    private void giveUp(Video upload) {
        if (rows.hold(upload.id(), upload.offset(), UUID.randomUUID().toString())) {
            files.remove(upload.id());
            transaction.executeWithoutResult(status -> {
                rows.remove(upload.id());
                work.happened(upload.caseNumber(), "UploadExpired", Map.of("title", upload.title()));
            });
        }
    }
}
