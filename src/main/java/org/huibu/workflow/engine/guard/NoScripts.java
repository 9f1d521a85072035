package org.huibu.workflow.engine.guard;

import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;

/** There is no script engine, whatever a model or a decision asks for. */
public class NoScripts implements ScriptEngineResolver {

    @Override
    public void addScriptEngineFactory(javax.script.ScriptEngineFactory factory) {
        throw new UnsupportedScript();
    }

    @Override
    public ScriptEngineManager getScriptEngineManager() {
        throw new UnsupportedScript();
    }

    @Override
    public ScriptEngine getScriptEngine(String language, boolean resolveFromCache) {
        return null;
    }

    static class UnsupportedScript extends IllegalStateException {
        UnsupportedScript() {
            super("scripts are not part of this house");
        }
    }
}
