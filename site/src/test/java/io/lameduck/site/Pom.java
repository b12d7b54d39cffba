package io.lameduck.site;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** A POM of this repository, with the properties of the parent. */
final class Pom {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(.+)}");
  private static final Document PARENT = read("pom.xml");

  private final Document xml;

  private Pom(Document xml) {
    this.xml = xml;
  }

  static Pom of(String module) {
    return new Pom(module.isEmpty() ? PARENT : read(module + "/pom.xml"));
  }

  private static Document read(String file) {
    return Jsoup.parse(Repository.read(file), Parser.xmlParser());
  }

  /** The value of a property, of the module or of the parent. */
  String property(String name) {
    String element = "project > properties > " + name.replace(".", "\\.");
    Element own = xml.selectFirst(element);
    return (own == null ? PARENT.expectFirst(element) : own).text();
  }

  String version() {
    return xml.expectFirst("project > version").text();
  }

  /** The value that a text refers to. */
  String resolved(String text) {
    Matcher reference = REFERENCE.matcher(text);
    return reference.matches() ? property(reference.group(1)) : text;
  }

  boolean hasProfile(String id) {
    return xml.select("project > profiles > profile > id").eachText().contains(id);
  }

  boolean hasExecution(String id) {
    return xml.select("execution > id").eachText().contains(id);
  }

  /** The executions of Surefire that run tests on a server of their own. */
  List<Element> serverTests() {
    return xml.select("execution:has(reportNameSuffix):has(server\\.version)");
  }
}
