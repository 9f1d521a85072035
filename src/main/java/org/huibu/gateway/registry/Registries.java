package org.huibu.gateway.registry;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Set;
import org.huibu.evidence.spi.Department;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** The departments of catalogue §0 with their addresses: {@code huibu.departments.<name>.url}, by default the sandbox of this very server. */
@Configuration(proxyBeanMethods = false)
class Registries {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration READ = Duration.ofSeconds(5);

    @Bean
    static Department market(Environment environment) {
        return department("market", Set.of("D02", "D03", "D19"), environment);
    }

    @Bean
    static Department socialInsurance(Environment environment) {
        return department("social-insurance", Set.of("D04"), environment);
    }

    @Bean
    static Department tax(Environment environment) {
        return department("tax", Set.of("D05", "D18"), environment);
    }

    @Bean
    static Department credit(Environment environment) {
        return department("credit", Set.of("D06"), environment);
    }

    @Bean
    static Department education(Environment environment) {
        return department("education", Set.of("D07"), environment);
    }

    @Bean
    static Department veterans(Environment environment) {
        return department("veterans", Set.of("D08"), environment);
    }

    @Bean
    static Department civilAffairs(Environment environment) {
        return department("civil-affairs", Set.of("D09", "D10", "D11"), environment);
    }

    @Bean
    static Department employment(Environment environment) {
        return department("employment", Set.of("D12"), environment);
    }

    @Bean
    static Department bank(Environment environment) {
        return department("bank", Set.of("D14", "D16"), environment);
    }

    @Bean
    static Department publicSecurity(Environment environment) {
        return department("public-security", Set.of("D01", "D17"), environment);
    }

    @Bean
    static Department skills(Environment environment) {
        return department("skills", Set.of("D13", "D20"), environment);
    }

    @Bean
    static Department benefits(Environment environment) {
        return department("benefits", Set.of("D15"), environment);
    }

    private static Department department(String name, Set<String> checks, Environment environment) {
        var factory = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER).build());
        factory.setReadTimeout(READ);
        return new HttpDepartment(name, checks, RestClient.builder().requestFactory(factory).build(),
                () -> environment.getProperty("huibu.departments." + name + ".url", "http://localhost:"
                        + environment.getProperty("local.server.port", environment.getProperty("server.port", "8080")) + "/sandbox/departments/" + name));
    }
}
