package org.huibu.process;

import java.util.List;

/** What the model does next, told before somebody presses: for pages, never for decisions. */
public interface Foresight {

    /**
     * The steps at which the case would rest or be handed on if the task were completed so.
     *
     * @param decided the fact that the task decides; branches that read other facts are all followed
     * @return in the order of the model; empty if the task is gone
     */
    List<Ahead> after(String taskId, Facts decided);

    /** @param type of the element, such as {@code userTask} or {@code endEvent}; @param role of a user task, else null; @param letter written there, else null */
    record Ahead(String element, String type, String name, String documentation, String role, String letter) { }
}
