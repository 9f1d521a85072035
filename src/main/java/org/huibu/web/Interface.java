package org.huibu.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;

/** The description of the interface: what all its operations share. */
@Configuration(proxyBeanMethods = false)
class Interface {

    private static final String LOGIN = "basic";
    private static final String ABOUT = """
            Approval of employment and entrepreneurship subsidies. 就业创业补贴审批。

            Amounts are whole fen, times are UTC, texts are Chinese or, with `Accept-Language: en`, English. Every request that moves a case
            or money needs an `Idempotency-Key`. A refusal is `application/problem+json` with a stable `code`.
            金额以分为单位，时间为 UTC。凡推动案件或资金的请求都要带 `Idempotency-Key`。""";

    @Bean
    static OpenAPI description() {
        var description = new OpenAPI().info(new Info().title("Huibu 惠补").version("1").description(ABOUT)
                .license(new License().name("Apache-2.0").url("https://www.apache.org/licenses/LICENSE-2.0")))
                .servers(List.of(new Server().url("/"))).addSecurityItem(new SecurityRequirement().addList(LOGIN));
        return description.schemaRequirement(LOGIN, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic")
                .description("Demo accounts, in the sandbox only · 仅限沙箱的演示账户"));
    }

    @Bean
    static OpenApiCustomizer shared() {
        return description -> description.getComponents().addSchemas("Problem", problem());
    }

    @Bean
    static OperationCustomizer operations() {
        return (operation, method) -> {
            var asks = method.hasMethodAnnotation(GetMapping.class) || method.hasMethodAnnotation(NoEffect.class);
            if (!asks) {
                operation.addParametersItem(new Parameter().in("header").name("Idempotency-Key").required(true)
                        .description("One per intention, 8 to 100 visible characters; a repeated request gets the first answer · 每个意图一个，重复的请求得到第一次的回答")
                        .schema(new StringSchema().minLength(8).maxLength(100)).example("6f1b0a52-7d0c-4a51-9a43-0c2f4f0f5f10"));
            }
            refusals(operation);
            return operation;
        };
    }

    private static void refusals(Operation operation) {
        var answer = new ApiResponse().description("Refused · 拒绝").content(new Content().addMediaType("application/problem+json",
                new io.swagger.v3.oas.models.media.MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
        operation.getResponses().addApiResponse("4XX", answer);
    }

    private static Schema<?> problem() {
        var wrong = new ObjectSchema().addProperty("path", new StringSchema().example("lines[17].founderIdNo")).addProperty("code", new StringSchema().example("idNumber.check"))
                .addProperty("message", new StringSchema());
        return new ObjectSchema().addProperty("status", new IntegerSchema().example(422)).addProperty("title", new StringSchema())
                .addProperty("detail", new StringSchema().description("one sentence in the language asked for")).addProperty("code", new StringSchema().description("stable").example("invalid"))
                .addProperty("instance", new StringSchema()).addProperty("errors", new ArraySchema().items(wrong).description("wrong fields, all at once"))
                .required(List.of("status", "detail", "code"));
    }
}
