// Reads of publications, assessments and references.
#include "services/api/register_reads.hpp"

#include <algorithm>
#include <tuple>

#include "services/api/paging.hpp"
#include "services/api/problems.hpp"

namespace ladder::api {

namespace {

// The order of assessments: by body, kind and area, newest first.
using AssessmentKey = std::vector<std::string>;

AssessmentKey key_of(const v1::Assessment& assessment) {
    return {
        assessment.body(),
        assessment.definition(),
        assessment.area(),
        assessment.assessed_on(),
        assessment.name()};
}

bool comes_before(const AssessmentKey& a, const AssessmentKey& b) {
    // ISO dates sort as text; the later comes first.
    return std::tie(a[0], a[1], a[2], b[3], a[4]) < std::tie(b[0], b[1], b[2], a[3], b[4]);
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool holds(std::string_view text, std::string_view searched) {
    return std::search(
               text.begin(),
               text.end(),
               searched.begin(),
               searched.end(),
               [](char a, char b) { return lower(a) == lower(b); }
           ) != text.end();
}

bool holds(const v1::ReferenceDefinition& reference, std::string_view searched) {
    return holds(reference.id(), searched) || holds(reference.title(), searched) ||
           holds(reference.citation(), searched) || holds(reference.note(), searched);
}

}  // namespace

base::Result<v1::ListPublicationsResponse> list_publications(
    const View& app, const v1::ListPublicationsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    db::Listing listing{
        "publications",
        db::Model::publications,
        "publications/",
        {},
        db::Order{"published_on", true}};
    if (!request.body().empty()) {
        listing.equals.emplace_back("body", request.body());
    }
    if (!request.of().empty()) {
        listing.equals.emplace_back("of_what", request.of());
    }
    auto page = app.streams.list<v1::Publication>(listing, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListPublicationsResponse response;
    fill(response, response.mutable_publications(), std::move(*page));
    return response;
}

base::Result<std::vector<v1::Assessment>> assessments_where(
    const View& app,
    std::vector<std::pair<std::string, std::string>> equals,
    const db::KnownAt& known_at
) {
    const db::Listing listing{
        "assessments", db::Model::assessments, "assessments/", std::move(equals)};
    std::vector<v1::Assessment> all;
    db::PageRequest look{db::page_most, {}};
    do {
        auto rows = app.streams.list<v1::Assessment>(listing, look, known_at);
        if (!rows) {
            return rows.error();
        }
        std::move(rows->items.begin(), rows->items.end(), std::back_inserter(all));
        look.token = std::move(rows->next_token);
    } while (!look.token.empty());
    return all;
}

base::Result<v1::ListAssessmentsResponse> list_assessments(
    const View& app, const v1::ListAssessmentsRequest& request
) {
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto size = db::page_size_of(page_of(request), db::page_normal, db::page_most);
    if (!size) {
        return size.error();
    }
    auto filters = request;
    filters.clear_page_size();
    filters.clear_page_token();
    const auto list = "assessments|" + filters.SerializeAsString();
    const auto cursor = db::decode_cursor(list, request.page_token());
    if (!cursor) {
        return cursor.error();
    }
    std::vector<std::pair<std::string, std::string>> equals;
    if (!request.body().empty()) {
        equals.emplace_back("body", request.body());
    }
    if (!request.definition().empty()) {
        equals.emplace_back("definition", request.definition());
    }
    if (!request.include_withdrawn()) {
        equals.emplace_back("withdrawn_on", "");
    }
    auto all = assessments_where(app, std::move(equals), *known_at);
    if (!all) {
        return all.error();
    }
    std::sort(all->begin(), all->end(), [](const auto& a, const auto& b) {
        return comes_before(key_of(a), key_of(b));
    });
    v1::ListAssessmentsResponse response;
    for (auto& assessment : *all) {
        if (cursor->key.size() == 5 && !comes_before(cursor->key, key_of(assessment))) {
            continue;
        }
        if (response.assessments_size() == *size) {
            response.set_next_page_token(
                db::encode_cursor(list, {0, key_of(*response.assessments().rbegin())})
            );
            break;
        }
        *response.add_assessments() = std::move(assessment);
    }
    return response;
}

base::Result<v1::ListReferencesResponse> list_references(
    const View& app, const v1::ListReferencesRequest& request
) {
    if (!request.ruleset().empty() && !request.ruleset().starts_with("rulesets/")) {
        return base::field_error(
            "ruleset", "write it as rulesets/landscape-2009@1, or without @1 for the newest version"
        );
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    const auto ruleset = app.rulesets.get(request.ruleset(), *known_at);
    if (!ruleset) {
        return ruleset.error();
    }
    v1::ListReferencesResponse response;
    for (const auto& reference : ruleset->definition().references()) {
        if ((request.kind().empty() || reference.kind() == request.kind()) &&
            holds(reference, request.search())) {
            *response.add_references() = reference;
        }
    }
    std::sort(
        response.mutable_references()->begin(),
        response.mutable_references()->end(),
        [](const auto& a, const auto& b) { return a.id() < b.id(); }
    );
    return response;
}

}  // namespace ladder::api
