package org.huibu.web;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ReloadableResourceBundleMessageSource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** Chinese first, English by {@code ?lang=en}; every text comes from {@code messages/}. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    @Bean
    static MessageSource messageSource() throws IOException {
        var source = new ReloadableResourceBundleMessageSource();
        source.setBasenames(bundles());
        source.setDefaultEncoding("UTF-8");
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    /** One bundle per module: {@code messages/<module>.properties} with its English beside it. */
    private static String[] bundles() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath*:messages/*_en.properties"))
                .map(file -> "classpath:messages/" + file.getFilename().replace("_en.properties", "")).sorted().toArray(String[]::new);
    }

    /** What comes in is JSON, read strictly: a field that does not exist is a fault, as is a text where a number belongs. */
    @Bean
    static ServerHttpMessageConvertersCustomizer strictReading(JsonMapper json) {
        var strict = json.rebuild().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS).enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS).build();
        return converters -> converters.withJsonConverter(new JacksonJsonHttpMessageConverter(strict))
                .configureMessageConvertersList(list -> list.removeIf(JacksonYamlHttpMessageConverter.class::isInstance));
    }

    @Bean
    static LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("lang");
        resolver.setRejectInvalidCookies(false);
        resolver.setDefaultLocaleFunction(request -> request.getServletPath().startsWith("/api/") && request.getHeader("Accept-Language") != null
                ? request.getLocale() : Locale.SIMPLIFIED_CHINESE);
        return resolver;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName("lang");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change);
    }
}
