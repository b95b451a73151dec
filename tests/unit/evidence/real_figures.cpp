#include "tests/unit/evidence/real_figures.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <utility>

#include "engine/definition/load.hpp"
#include "engine/evidence/import.hpp"

namespace ladder::evidence {

namespace {

namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) {
        throw std::runtime_error{"can't read " + path.string()};
    }
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

std::unique_ptr<definition::Ruleset> read_ruleset(const fs::path& folder) {
    std::vector<definition::SourceFile> files;
    for (const auto& entry : fs::recursive_directory_iterator{folder}) {
        const auto path = fs::relative(entry.path(), folder).generic_string();
        if (entry.path().extension() == ".yaml" && path.rfind("tests/", 0) != 0) {
            files.push_back({path, read_file(entry.path())});
        }
    }
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) {
        return a.path < b.path;
    });
    auto loaded = definition::load(files);
    if (!loaded) {
        throw std::runtime_error{loaded.error().message};
    }
    return std::make_unique<definition::Ruleset>(
        "rulesets/landscape-2009@1", std::move(loaded->definition)
    );
}

// The cells of a file without quotes, header left out.
std::vector<std::vector<std::string>> read_rows(const fs::path& path) {
    std::istringstream lines{read_file(path)};
    std::vector<std::vector<std::string>> rows;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream cells{line};
        auto& row = rows.emplace_back();
        for (std::string cell; std::getline(cells, cell, ',');) {
            row.push_back(cell);
        }
    }
    return rows;
}

std::vector<BodyEntry> read_bodies(const fs::path& path) {
    std::vector<BodyEntry> bodies;
    for (const auto& row : read_rows(path)) {
        bodies.push_back(
            {"bodies/" + row.at(0),
             row.at(2),
             v1::BODY_KIND_POLICE_FORCE,
             row.at(5) == "Wales" ? v1::COUNTRY_WALES : v1::COUNTRY_ENGLAND}
        );
    }
    return bodies;
}

v1::PeerGroupSet read_peers(const fs::path& path) {
    v1::PeerGroupSet set;
    set.set_name("peerGroupSets/nearest-seven-2008");
    set.set_group("most_similar");
    set.set_method("nearest-seven-2008");
    set.set_effective_from("2007-04-01");
    for (const auto& row : read_rows(path)) {
        const auto body = "bodies/" + row.at(0);
        if (set.groups().empty() || set.groups().rbegin()->body() != body) {
            set.add_groups()->set_body(body);
        }
        set.mutable_groups()->rbegin()->add_peers("bodies/" + row.at(2));
    }
    return set;
}

}  // namespace

RealFigures read_real_figures(const std::string& source_dir) {
    const auto data = fs::path{source_dir} / "deploy/demo/data";
    RealFigures real;
    real.ruleset = read_ruleset(fs::path{source_dir} / "rules/landscape-2009");
    auto bodies = read_bodies(data / "forces.csv");
    BodyNames names;
    std::map<std::string_view, std::size_t> body_at;
    for (std::size_t at = 0; at < bodies.size(); ++at) {
        names.insert(bodies[at].name);
        body_at[bodies[at].name] = at;
    }
    std::vector<std::string> indicators;
    std::map<std::string_view, std::size_t> indicator_at;
    for (const auto& indicator : real.ruleset->definition().indicators()) {
        indicator_at[indicator.id()] = indicators.size();
        indicators.push_back(indicator.id());
    }
    std::vector<Figure> figures;
    const std::pair<const char*, const char*> files[]{
        {"population", "force_population.csv"},
        {"recorded-crime-rolling", "force_recorded_crime_rolling12m_2003_2013.csv"},
        {"antisocial-behaviour", "force_asb_incidents_annual_2008_2018.csv"},
        {"workforce", "force_workforce_annual_2007_2022.csv"}};
    for (const auto& [layout, file] : files) {
        const auto reading = read_import(
            read_file(data / file),
            file,
            *real.ruleset->import_layout(layout),
            *real.ruleset,
            names,
            base::parse_date("2026-01-01").value()
        );
        if (!reading.clean()) {
            throw std::runtime_error{reading.issues().front().message()};
        }
        for (const auto& figure : reading.figures) {
            figures.push_back(
                {indicator_at.at(figure.indicator),
                 body_at.at(figure.body),
                 figure.period_end,
                 figure.value,
                 figure.numerator,
                 figure.denominator,
                 1,
                 figure.published_on,
                 figure.quality}
            );
        }
    }
    std::vector<v1::PeerGroupSet> peers{read_peers(data / "peer_groups_nearest_seven.csv")};
    real.panels = build_panels(std::move(bodies), indicators, figures, std::move(peers));
    return real;
}

}  // namespace ladder::evidence
