package org.huibu.casefile.preview;

/**
 * A preview of the verdicts, asked for by the applicant and worked in the background.
 *
 * @param asked questions answered so far, of {@code total}; total 0 until they are counted
 * @param source check whose source is silent, where {@code state} is DOWN
 */
public record PreviewRun(State state, int asked, int total, String source) {

    /** How it stands; a run that a node left behind is taken up again. */
    public enum State { WAITING, RUNNING, DONE, DOWN, FAILED }

    public boolean open() {
        return state == State.WAITING || state == State.RUNNING;
    }

    /** 0 to 100. */
    public int percent() {
        return total == 0 ? 0 : (int) (100L * asked / total);
    }
}
