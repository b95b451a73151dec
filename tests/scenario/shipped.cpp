// Loading what is shipped, by the parts that run in production.
#include "tests/scenario/shipped.hpp"

#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/definition/load.hpp"
#include "services/cli/demo_data.hpp"
#include "tests/scenario/files.hpp"
#include "tests/support/source_tree_path.hpp"

namespace ladder::scenario {
namespace {

[[noreturn]] void fail(const base::Error& error) {
    auto message = error.message;
    for (const auto& detail : error.details) {
        if (const auto* issue = std::get_if<v1::TextIssue>(&detail)) {
            message += "\n" + issue->file() + ":" + std::to_string(issue->line()) + ": " +
                       issue->message();
        }
    }
    throw std::runtime_error{message};
}

}  // namespace

std::unique_ptr<const definition::Ruleset> shipped_ruleset(std::string_view id) {
    namespace fs = std::filesystem;
    const fs::path folder = fs::path{tests::in_source_tree("rules")} / id;
    std::vector<definition::SourceFile> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto path = fs::relative(entry.path(), folder).generic_string();
        const auto ending = entry.path().extension();
        if ((ending == ".yaml" || ending == ".mustache") && !path.starts_with("tests/")) {
            files.push_back({path, read_file(entry.path().string())});
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
        return a.path < b.path;
    });
    auto loaded = definition::load(files);
    if (!loaded) {
        fail(loaded.error());
    }
    return std::make_unique<const definition::Ruleset>(
        "rulesets/" + std::string{id} + "@1", std::move(loaded->definition)
    );
}

std::vector<v1::Body> shipped_bodies() {
    auto bodies = cli::bodies_from_csv(demo_file("forces.csv"), "forces.csv");
    if (!bodies) {
        fail(bodies.error());
    }
    return std::move(*bodies);
}

v1::PeerGroupSet shipped_peer_groups() {
    constexpr std::string_view file = "peer_groups_nearest_seven.csv";
    auto set = cli::peer_groups_from_csv(demo_file(file), file);
    if (!set) {
        fail(set.error());
    }
    return std::move(*set);
}

evidence::BodyNames names_of(const std::vector<v1::Body>& bodies) {
    evidence::BodyNames names;
    for (const auto& body : bodies) {
        names.insert(body.name());
    }
    return names;
}

evidence::ImportReading read_by(
    const definition::Ruleset& ruleset,
    const evidence::BodyNames& bodies,
    std::string_view layout,
    std::string_view text
) {
    const auto* known = ruleset.import_layout(layout);
    if (known == nullptr) {
        throw std::runtime_error{"no layout " + std::string{layout}};
    }
    const auto today = *base::parse_date("2026-01-01");
    return evidence::read_import(text, "figures.csv", *known, ruleset, bodies, today);
}

evidence::Panels panels_of(
    const definition::Ruleset& ruleset,
    const std::vector<v1::Body>& bodies,
    const std::vector<evidence::ImportedFigure>& figures,
    std::vector<v1::PeerGroupSet> peers
) {
    std::vector<evidence::BodyEntry> entries;
    for (const auto& body : bodies) {
        entries.push_back({body.name(), body.short_title(), body.kind(), body.country()});
    }
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        return a.name < b.name;
    });
    std::unordered_map<std::string_view, std::size_t> body_places;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        body_places.emplace(entries[i].name, i);
    }
    std::vector<std::string> indicators;
    std::unordered_map<std::string_view, std::size_t> indicator_places;
    for (const auto& indicator : ruleset.definition().indicators()) {
        indicator_places.emplace(indicator.id(), indicators.size());
        indicators.push_back(indicator.id());
    }
    std::vector<evidence::Figure> cells;
    cells.reserve(figures.size());
    for (const auto& figure : figures) {
        auto& cell = cells.emplace_back();
        cell.indicator = indicator_places.at(figure.indicator);
        cell.body = body_places.at(figure.body);
        cell.period_end = figure.period_end;
        cell.value = figure.value;
        cell.numerator = figure.numerator;
        cell.denominator = figure.denominator;
        cell.published_on = figure.published_on;
        cell.quality = figure.quality;
    }
    return evidence::build_panels(std::vector{entries}, indicators, cells, std::move(peers));
}

evidence::Panels shipped_panels(const definition::Ruleset& ruleset) {
    const auto bodies = shipped_bodies();
    const auto names = names_of(bodies);
    std::vector<evidence::ImportedFigure> figures;
    for (const auto& [file, layout] : shipped_files) {
        const auto reading = read_by(ruleset, names, layout, demo_file(file));
        if (!reading.clean()) {
            throw std::runtime_error{reading.issues().front().message()};
        }
        figures.insert(figures.end(), reading.figures.begin(), reading.figures.end());
    }
    return panels_of(ruleset, bodies, figures, {shipped_peer_groups()});
}

}  // namespace ladder::scenario
