package org.huibu.identity;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.huibu.shared.Ids;
import org.huibu.shared.identifier.Region;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Accounts as others read them. */
@Service
public class Accounts {

    private static final String SELECT = "select username, display_name, unit, region, subject_index, employer_index, institution, roles from account";
    private final JdbcClient jdbc;

    Accounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<Account> find(String username) {
        return jdbc.sql(SELECT + " where username = ? and enabled = true").param(username).query(Accounts::read).optional();
    }

    @Transactional(readOnly = true)
    public List<Account> all() {
        return jdbc.sql(SELECT + " order by id").query(Accounts::read).list();
    }

    /** Name to show for a username; the username itself if there is no such account. */
    public String displayName(String username) {
        return username == null ? "" : find(username).map(Account::displayName).orElse(username);
    }

    /** Names to show, in the order given. */
    public List<String> displayNames(Collection<String> usernames) {
        return usernames.stream().map(this::displayName).toList();
    }

    @Transactional
    public void create(Account account, String passwordHash) {
        jdbc.sql("insert into account (id, username, display_name, unit, region, subject_index, employer_index, institution, roles, password_hash, enabled) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)")
                .params(Arrays.asList(Ids.next(), account.username(), account.displayName(), account.unit(), account.region().code(), account.subjectIndex(), account.employerIndex(), account.institution(),
                        account.roles().stream().map(Enum::name).collect(Collectors.joining(",")), passwordHash)).update();
    }

    /** Keeps whose interests are the account's own: blind indexes, null to leave one unknown. */
    @Transactional
    public void interests(String username, String subjectIndex, String employerIndex) {
        jdbc.sql("update account set subject_index = ?, employer_index = ? where username = ?").params(Arrays.asList(subjectIndex, employerIndex, username)).update();
    }

    @Transactional(readOnly = true)
    public Optional<String> passwordHash(String username) {
        return jdbc.sql("select password_hash from account where username = ? and enabled = true").param(username).query(String.class).optional();
    }

    private static Account read(java.sql.ResultSet row, int number) throws java.sql.SQLException {
        return new Account(row.getString(1), row.getString(2), row.getString(3), new Region(row.getString(4)), row.getString(5), row.getString(6),
                row.getString(7), Arrays.stream(row.getString(8).split(",")).map(Role::valueOf).collect(Collectors.toUnmodifiableSet()));
    }
}
