package org.huibu.training.video;

import java.util.Map;
import org.huibu.casefile.CaseWork;
import org.huibu.casefile.spi.OwnFacts;
import org.huibu.scheme.Scheme;
import org.springframework.stereotype.Component;

/** What is recorded of the class that a claim settles, as {@code own.training}: recordings that are complete, and whether other classes have them too. */
@Component
class VideoFacts implements OwnFacts {

    private final VideoRows videos;
    private final CaseWork work;

    VideoFacts(VideoRows videos, CaseWork work) {
        this.videos = videos;
        this.work = work;
    }

    @Override
    public Map<String, Object> of(Scheme scheme, String caseNumber, Map<String, Object> form) {
        if (caseNumber.isBlank() || !scheme.pack().asks("own.training")) {
            return Map.of();
        }
        return work.grantedBy(caseNumber).map(plan -> videos.ofCase(plan).stream().filter(Video::complete).toList())
                .map(complete -> Map.<String, Object>of("training", Map.of("videos", complete.size(), "shared", complete.stream().anyMatch(one -> one.elsewhere() > 0))))
                .orElse(Map.of());
    }
}
