package org.huibu;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts Huibu: the approval of employment and entrepreneurship subsidies. */
@SpringBootApplication
@Modulithic(systemName = "Huibu 惠补", sharedModules = "shared")
@EnableScheduling
@EnableAsync
public class Huibu {

    public static void main(String[] arguments) {
        SpringApplication.run(Huibu.class, arguments);
    }
}
