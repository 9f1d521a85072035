package org.huibu;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** A double click and a form that is sent again have one effect and show its outcome. */
@HuibuTest
class OnceTests {

    @LocalServerPort int port;
    @Autowired JdbcTemplate jdbc;

    @Test
    void aFormSentTwiceIsOneRequest() {
        new FormsSentTwice(port, jdbc).areOneRequest();
    }

    @Test
    void aKeyOfSomebodyElseOpensNothing() {
        new FormsSentTwice(port, jdbc).areNobodyElses();
    }
}
