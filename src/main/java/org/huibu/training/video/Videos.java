package org.huibu.training.video;

import java.io.InputStream;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.huibu.audit.Trail;
import org.huibu.casefile.CaseWork;
import org.huibu.identity.CurrentUser;
import org.huibu.party.LargeFiles;
import org.huibu.shared.Fault;
import org.huibu.shared.Refusal;
import org.huibu.training.Classes;
import org.huibu.training.TrainingClass;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/**
 * Recordings of a class: up to 2 GB each by an upload that can be continued, or a link with the file's hash (flows §8.9). Only the class's
 * owner adds; officers of its region look, and every look is logged.
 */
@Service
public class Videos {

    /** Bytes of one recording at most. */
    public static final long MOST_BYTES = 2L * 1024 * 1024 * 1024;
    private static final int MOST = 200;
    private static final int MOST_TITLE = 100;
    private static final int MOST_URL = 500;
    private final Classes classes;
    private final VideoRows rows;
    private final LargeFiles files;
    private final CaseWork work;
    private final CurrentUser user;
    private final Trail trail;
    private final DataSize quota;

    Videos(Classes classes, VideoRows rows, LargeFiles files, CaseWork work, CurrentUser user, Trail trail, @Value("${huibu.training.quota:20GB}") DataSize quota) {
        this.classes = classes;
        this.rows = rows;
        this.files = files;
        this.work = work;
        this.user = user;
        this.trail = trail;
        this.quota = quota;
    }

    public TrainingClass mine(String number) {
        return classes.mine(number);
    }

    public TrainingClass ofMyRegion(String number) {
        return classes.ofMyRegion(number);
    }

    public List<Video> listed(TrainingClass of) {
        return rows.ofCase(of.number());
    }

    /**
     * @param day as typed, {@code 2026-12-01}
     * @param sha256 64 hex digits of the file
     * @throws Refusal INVALID with the faults at {@code title}, {@code recordedOn}, {@code url}, {@code sha256}; CONFLICT {@code videoTwice}
     */
    @Transactional
    public long link(String number, String title, String day, String url, String sha256) {
        var open = classes.open(number);
        var faults = faults(open, title, day);
        if (!address(url)) {
            faults.add(Fault.at("url", "notAnAddress"));
        }
        if (sha256 == null || !sha256.strip().matches("[0-9a-fA-F]{64}")) {
            faults.add(Fault.at("sha256", "notAHash"));
        }
        refuse(open, faults);
        try {
            var id = rows.link(number, title.strip(), LocalDate.parse(day), url.strip(), sha256.strip().toLowerCase(Locale.ROOT), user.require().username());
            work.happened(number, "VideoAdded", Map.of("title", title.strip()));
            return id;
        } catch (DuplicateKeyException twice) {
            throw Refusal.conflict("videoTwice");
        }
    }

    /**
     * Begins an upload.
     *
     * @param length bytes of the whole file
     * @throws Refusal INVALID, UNSUPPORTED {@code videoType}, TOO_LARGE {@code videoTooLarge} or {@code videoQuota}
     */
    @Transactional
    public Video begin(String number, String title, String day, String name, long length) {
        var open = classes.open(number);
        refuse(open, faults(open, title, day));
        if (!VideoTypes.named(name)) {
            throw new Refusal(Refusal.Kind.UNSUPPORTED, "videoType", VideoTypes.NAMES);
        }
        if (length <= 0) {
            throw new Refusal(Refusal.Kind.INVALID, "fileEmpty", name);
        }
        if (length > MOST_BYTES) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "videoTooLarge");
        }
        if (rows.ofCase(number).stream().mapToLong(Video::length).sum() + length > quota.toBytes() || files.free() < length) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "videoQuota", quota.toGigabytes());
        }
        var id = rows.add(number, title.strip(), LocalDate.parse(day), name.length() > MOST_TITLE ? name.substring(name.length() - MOST_TITLE) : name, length, user.require().username());
        return rows.find(number, id).orElseThrow();
    }

    /** One of the own class. @throws Refusal NOT_FOUND */
    public Video find(String number, long id) {
        return rows.find(classes.mine(number).number(), id).orElseThrow(Refusal::notFound);
    }

    /** One of the own class that can be played. @throws Refusal NOT_FOUND also for what is unfinished or only linked */
    public Video playable(String number, long id) {
        return playable(classes.mine(number), id);
    }

    private Video playable(TrainingClass of, long id) {
        return rows.find(of.number(), id).filter(one -> one.complete() && !one.linked()).orElseThrow(Refusal::notFound);
    }

    /** Gives up what is unfinished at any time, and what counts only while training goes on. @throws Refusal CONFLICT {@code videoKept} */
    @Transactional
    public void remove(String number, long id) {
        var open = classes.open(number);
        var video = rows.find(number, id).orElseThrow(Refusal::notFound);
        if (video.complete() && open.over()) {
            throw Refusal.conflict("videoKept");
        }
        rows.remove(id);
        files.remove(id);
        if (video.complete()) {
            work.happened(number, "VideoRemoved", Map.of("title", video.title()));
        }
    }

    /** For its owner. @param from first byte wanted */
    public InputStream content(Video video, long from) {
        classes.mine(video.caseNumber());
        return files.read(video.id(), from, rows.stored(video.id()));
    }

    /** For an officer of the region, which is logged once per recording opened. @throws Refusal NOT_FOUND also for what is unfinished or only linked */
    @Transactional
    public Video look(String number, long id, boolean first) {
        var video = playable(classes.ofMyRegion(number), id);
        if (first) {
            trail.looked(number, "video " + video.title(), "review");
        }
        return video;
    }

    /** After {@link #look}. */
    public InputStream looked(Video video, long from) {
        classes.ofMyRegion(video.caseNumber());
        return files.read(video.id(), from, rows.stored(video.id()));
    }

    private static ArrayList<Fault> faults(TrainingClass open, String title, String day) {
        var faults = new ArrayList<Fault>();
        if (title == null || title.isBlank()) {
            faults.add(Fault.at("title", "required"));
        } else if (title.strip().length() > MOST_TITLE) {
            faults.add(Fault.at("title", "tooLong", MOST_TITLE));
        }
        try {
            if (!open.had(LocalDate.parse(String.valueOf(day)))) {
                faults.add(Fault.at("recordedOn", "notInTraining", open.start().toString(), open.end().toString()));
            }
        } catch (DateTimeParseException wrong) {
            faults.add(Fault.at("recordedOn", "notADate"));
        }
        return faults;
    }

    private void refuse(TrainingClass open, List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw Refusal.invalid(faults);
        }
        if (rows.ofCase(open.number()).size() >= MOST) {
            throw Refusal.conflict("tooManyVideos", MOST);
        }
    }

    private static boolean address(String url) {
        try {
            var uri = URI.create(String.valueOf(url).strip());
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null && uri.toString().length() <= MOST_URL;
        } catch (IllegalArgumentException nonsense) {
            return false;
        }
    }
}
