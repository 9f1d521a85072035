package org.huibu.web.once;

import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.support.RequestDataValueProcessor;

/** Gives every form that posts a one-time key beside the token against forgery, so that a double click or a re-sent form is one request. */
record FormKeys(RequestDataValueProcessor tokens) implements RequestDataValueProcessor {

    /** Name of the hidden field. */
    static final String FIELD = "_once";

    @Override
    public String processAction(HttpServletRequest request, String action, String method) {
        return tokens.processAction(request, action, method);
    }

    @Override
    public String processFormFieldValue(HttpServletRequest request, String name, String value, String type) {
        return tokens.processFormFieldValue(request, name, value, type);
    }

    @Override
    public Map<String, String> getExtraHiddenFields(HttpServletRequest request) {
        var fields = new LinkedHashMap<>(tokens.getExtraHiddenFields(request));
        if (!fields.isEmpty()) {
            fields.put(FIELD, UUID.randomUUID().toString());
        }
        return fields;
    }

    @Override
    public String processUrl(HttpServletRequest request, String url) {
        return tokens.processUrl(request, url);
    }

    /** Spring Security owns the bean of this name and leaves no other way to stand beside it. */
    @Configuration(proxyBeanMethods = false)
    static class BesideTokens {

        @Bean
        static BeanPostProcessor formKeys() {
            return new BeanPostProcessor() {
                @Override
                public Object postProcessAfterInitialization(Object bean, String name) {
                    return bean instanceof RequestDataValueProcessor tokens ? new FormKeys(tokens) : bean;
                }
            };
        }
    }
}
