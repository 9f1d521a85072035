/** What keeps code out of models: no scripts, no classes, expressions from a list. */
package org.huibu.workflow.engine.guard;
