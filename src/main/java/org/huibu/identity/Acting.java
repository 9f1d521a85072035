package org.huibu.identity;

import java.util.List;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The background goes on with what a person asked for, in his name and with no more rights than he has then: an account disabled meanwhile is refused. */
@Component
public class Acting {

    /** @param username who asked for it */
    public void as(String username, Runnable act) {
        var before = SecurityContextHolder.getContext();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(username, null, List.of()));
        SecurityContextHolder.setContext(context);
        try {
            act.run();
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }
}
