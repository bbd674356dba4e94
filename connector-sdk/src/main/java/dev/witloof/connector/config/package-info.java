/**
 * Reads TOML and JSON files so that every complaint has a place. {@link
 * dev.witloof.connector.config.ConfigReader} makes a tree of a file; {@link
 * dev.witloof.connector.config.ConfigTable} takes values out of it, collects what is wrong and ends
 * in one {@link dev.witloof.connector.config.ConfigException} with all of it.
 */
@NullMarked
package dev.witloof.connector.config;

import org.jspecify.annotations.NullMarked;
