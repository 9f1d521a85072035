package org.huibu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.huibu.AwardStory.QINGHE;
import static org.huibu.AwardStory.as;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.huibu.casefile.CaseFiles;
import org.huibu.process.Facts;
import org.huibu.process.Models;
import org.huibu.process.Processes;
import org.huibu.process.task.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What one case of the typical shape costs on the engine's side: start → service → user task → service → user task → gateway → wait for
 * the payment → end, four transactions. Counted is all that the engine and the house's listeners on it send (inbox rows, milestones with
 * case events, clocks, audit entries, history for replay), not opening and filling the form and not the work of the services themselves.
 */
@HuibuTest
class FootprintTests {

    private static final int MOST_STATEMENTS = 160;
    private static final int MOST_COMMITS = 6;
    private static final int MOST_ROWS = 30;
    private static final Pattern INSERT = Pattern.compile("(?i)^\\s*insert into (\\w+)");
    private static final Pattern DELETE = Pattern.compile("(?i)^\\s*delete from (\\w+)");
    private static final String MODEL = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
              <bpmn:message id="m" name="PaymentOutcome"/>
              <bpmn:process id="footprint" name="典型" isExecutable="true" camunda:historyTimeToLive="3650">
                <bpmn:startEvent id="start" name="开始"><bpmn:extensionElements><camunda:properties><camunda:property name="milestone" value="SUBMITTED"/></camunda:properties></bpmn:extensionElements></bpmn:startEvent>
                <bpmn:serviceTask id="first" name="一" camunda:delegateExpression="${markLapsed}"/>
                <bpmn:userTask id="review" name="审核"><bpmn:extensionElements><camunda:properties>
                  <camunda:property name="stage" value="REVIEW"/><camunda:property name="role" value="INITIAL_REVIEWER"/><camunda:property name="deadline" value="T_REVIEW"/>
                  <camunda:property name="milestone" value="REVIEWING"/><camunda:property name="decides" value="review"/><camunda:property name="outcomes" value="PROPOSE"/></camunda:properties></bpmn:extensionElements></bpmn:userTask>
                <bpmn:serviceTask id="second" name="二" camunda:delegateExpression="${markLapsed}"/>
                <bpmn:userTask id="decide" name="决定"><bpmn:extensionElements><camunda:properties>
                  <camunda:property name="stage" value="DECISION"/><camunda:property name="role" value="APPROVER"/>
                  <camunda:property name="decides" value="decision"/><camunda:property name="outcomes" value="APPROVE,REJECT"/></camunda:properties></bpmn:extensionElements></bpmn:userTask>
                <bpmn:exclusiveGateway id="way" name="决定"/>
                <bpmn:intermediateCatchEvent id="wait" name="等待国库"><bpmn:messageEventDefinition id="w" messageRef="m"/></bpmn:intermediateCatchEvent>
                <bpmn:endEvent id="paid" name="已拨付"><bpmn:extensionElements><camunda:properties><camunda:property name="milestone" value="PAID"/></camunda:properties></bpmn:extensionElements></bpmn:endEvent>
                <bpmn:endEvent id="rejected" name="不予补贴"/>
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="first"/><bpmn:sequenceFlow id="f2" sourceRef="first" targetRef="review"/>
                <bpmn:sequenceFlow id="f3" sourceRef="review" targetRef="second"/><bpmn:sequenceFlow id="f4" sourceRef="second" targetRef="decide"/>
                <bpmn:sequenceFlow id="f5" sourceRef="decide" targetRef="way"/>
                <bpmn:sequenceFlow id="f6" sourceRef="way" targetRef="wait"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${decision == 'APPROVE'}</bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="f7" sourceRef="way" targetRef="rejected"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${decision == 'REJECT'}</bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="f8" sourceRef="wait" targetRef="paid"/>
              </bpmn:process>
            </bpmn:definitions>
            """;

    @Autowired AwardStory story;
    @Autowired CaseFiles cases;
    @Autowired Models models;
    @Autowired Processes processes;
    @Autowired Tasks tasks;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void nobody() {
        AwardStory.nobody();
    }

    @Test
    void aTypicalCaseStaysWithinItsFootprint() {
        var definition = models.deploy(new Models.Bundle("footprint", Map.of("footprint.bpmn", MODEL))).definitionIds().get("footprint");
        walk(definition);
        var number = opened();
        var count = SqlCount.of(() -> walk(definition, number));
        var rows = rowsLeft(count.statements());
        System.out.println("footprint of a typical case: " + count.statements().size() + " statements, " + count.commits() + " commits, " + rows + " rows left");
        assertThat(count.statements()).as(count.frequent()).hasSizeLessThanOrEqualTo(MOST_STATEMENTS);
        assertThat(count.commits()).isLessThanOrEqualTo(MOST_COMMITS).isPositive();
        assertThat(rows).as(count.frequent()).isLessThanOrEqualTo(MOST_ROWS).isPositive();
    }

    private void walk(String definition) {
        walk(definition, opened());
    }

    private String opened() {
        as("base.hongmeng");
        return cases.open("incubation-award", QINGHE);
    }

    private void walk(String definition, String number) {
        in(() -> processes.start(definition, number, Facts.NONE));
        in(() -> tasks.complete(task(number), Facts.of("review", "PROPOSE")));
        in(() -> tasks.complete(task(number), Facts.of("decision", "APPROVE")));
        in(() -> processes.tell("PaymentOutcome", number, null, Facts.of("paymentOutcome", "SETTLED")));
    }

    private void in(Runnable step) {
        transaction.executeWithoutResult(status -> step.run());
    }

    private String task(String number) {
        return jdbc.queryForObject("select task_id from inbox_task where case_number = ?", String.class, number);
    }

    /** Rows inserted and not deleted again, by the statements' own words; a delete is taken to remove one row. */
    private static int rowsLeft(List<String> statements) {
        var rows = new HashMap<String, Integer>();
        statements.forEach(sql -> {
            var insert = INSERT.matcher(sql);
            if (insert.find()) {
                rows.merge(insert.group(1).toLowerCase(java.util.Locale.ROOT), 1, Integer::sum);
            }
            var delete = DELETE.matcher(sql);
            if (delete.find()) {
                rows.computeIfPresent(delete.group(1).toLowerCase(java.util.Locale.ROOT), (table, number) -> Math.max(0, number - 1));
            }
        });
        return rows.values().stream().mapToInt(Integer::intValue).sum();
    }
}
