#include "services/console/titles.hpp"

#include <algorithm>
#include <cctype>

#include "ladder/v1/body_service.pb.h"
#include "ladder/v1/document_service.pb.h"
#include "ladder/v1/peer_service.pb.h"

namespace ladder::console {

namespace {

constexpr std::string_view behind_title = " (";

// Whether a character may stand in a record's name.
bool is_of_name(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '/' || c == '_';
}

template <class Items>
base::Result<void> add_titles(const base::Result<Items>& items, Titles& titles) {
    if (!items) {
        const bool hidden = items.error().code == base::Code::permission_denied;
        return hidden ? base::Result<void>{} : items.error();
    }
    for (const auto& item : *items) {
        titles.add(item.name(), item.title());
    }
    return {};
}

}  // namespace

void Titles::add(const std::string& name, std::string title) {
    if (!title.empty()) {
        titles_[name] = std::move(title);
    }
}

std::string Titles::of(const std::string& name) const {
    const auto found = titles_.find(name);
    return found == titles_.end() ? name.substr(name.find('/') + 1) : found->second;
}

void Titles::leave_out_ids(
    const definition::Ruleset& ruleset, const v1::ProcedureDefinition* procedure
) {
    const auto add_all = [&](const auto& items, bool are_sentences) {
        for (const auto& item : items) {
            ids_.emplace(item.id(), Called{item.title(), are_sentences});
        }
    };
    if (procedure != nullptr) {
        add_all(procedure->records(), true);
        add_all(procedure->stages(), false);
    }
    const auto& rules = ruleset.definition();
    add_all(rules.roles(), false);
    add_all(rules.facts(), true);
    for (const auto& ladder : rules.ladders()) {
        add_all(ladder.stages(), false);
    }
    for (const auto& other : rules.procedures()) {
        add_all(other.stages(), false);
        add_all(other.records(), true);
    }
}

// What a word that stands alone is called; empty: it stays. Without a mark of an id it may be any
// English word, but not where the text says that it names an entry.
std::string Titles::called(std::string_view word, std::string_view before) const {
    const auto found = ids_.find(word);
    const bool named = before.ends_with(" entry ") || word.find('_') != std::string_view::npos;
    if (found == ids_.end() || !named || found->second.title.empty()) {
        return {};
    }
    const auto& [title, is_sentence] = found->second;
    return is_sentence ? "“" + title + "”" : title;
}

std::string Titles::in_text(std::string_view text) const {
    std::string told;
    while (!text.empty()) {
        const auto begin = static_cast<std::size_t>(
            std::find_if(text.begin(), text.end(), is_of_name) - text.begin()
        );
        told += text.substr(0, begin);
        text.remove_prefix(begin);
        const auto end = static_cast<std::size_t>(
            std::find_if_not(text.begin(), text.end(), is_of_name) - text.begin()
        );
        const auto word = text.substr(0, end);
        if (ids_.contains(word) && told.ends_with(behind_title) &&
            text.substr(end).starts_with(')')) {
            told.resize(told.size() - behind_title.size());
            text.remove_prefix(end + 1);
            continue;
        }
        const auto found = titles_.find(word);
        const auto title = found == titles_.end() ? called(word, told) : found->second;
        told += title.empty() ? std::string{word} : title;
        text.remove_prefix(end);
    }
    return people_.in_text(told);
}

std::map<std::string, std::string> Titles::all(std::string_view collection) const {
    std::map<std::string, std::string> found;
    for (auto at = titles_.lower_bound(collection);
         at != titles_.end() && std::string_view{at->first}.starts_with(collection);
         ++at) {
        found.insert(*at);
    }
    return found;
}

base::Result<void> add_body_titles(const Visit& visit, Titles& titles) {
    return add_titles(
        visit.read_all(
            "BodyService/ListBodies", v1::ListBodiesRequest{}, &v1::ListBodiesResponse::bodies
        ),
        titles
    );
}

base::Result<void> add_peer_titles(const Visit& visit, Titles& titles) {
    v1::ListPeersRequest request;
    request.set_include_left(true);
    return add_titles(
        visit.read_all("PeerService/ListPeers", request, &v1::ListPeersResponse::peers), titles
    );
}

base::Result<void> add_document_titles(
    const Visit& visit, const std::string& about, Titles& titles
) {
    v1::ListDocumentsRequest request;
    request.set_about(about);
    return add_titles(
        visit.read_all(
            "DocumentService/ListDocuments", request, &v1::ListDocumentsResponse::documents
        ),
        titles
    );
}

Titles titles_for_refusals(const Visit& visit) {
    Titles titles{visit.people()};
    if (const auto ruleset = visit.desk->app.rulesets.indexed("")) {
        titles.leave_out_ids(**ruleset);
    }
    return titles;
}

std::string word_in_words(std::string_view word) {
    std::string words{word};
    std::replace(words.begin(), words.end(), '_', ' ');
    if (!words.empty()) {
        words.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(words.front())));
    }
    return words;
}

}  // namespace ladder::console
