/** One step of a model as the house sees it: its case, facts, clock and history. */
package org.huibu.workflow.engine.step;
