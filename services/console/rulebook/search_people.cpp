#include "services/console/rulebook/search_people.hpp"

#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <google/protobuf/message.h>

#include "engine/access/person.hpp"
#include "ladder/v1/access_service.pb.h"
#include "ladder/v1/case_service.pb.h"
#include "ladder/v1/peer_service.pb.h"
#include "services/console/auditor/frame.hpp"

namespace ladder::rulebook {

namespace {

using console::Visit;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

base::Result<std::vector<Found>> find_accounts(const Visit& visit, const SearchWords& words) {
    std::vector<Found> found;
    v1::ListPeopleRequest request;
    request.set_page_size(console::items_asked_at_once);
    do {
        const auto page = visit.call<v1::ListPeopleResponse>("AccessService/ListPeople", request);
        if (!page) {
            return page.error();
        }
        for (const auto& one : page->people()) {
            if (words.are_in({one.title(), one.person(), one.organisation()})) {
                const auto* place =
                    one.kind() == v1::PERSON_KIND_SERVICE ? "/admin/services/" : "/admin/people/";
                found.push_back(
                    {one.title(), place + auditor::last_part(one.name()), one.organisation()}
                );
            }
        }
        request.set_page_token(page->next_page_token());
    } while (!request.page_token().empty());
    return found;
}

// Identifiers of whoever is called so.
std::set<std::string> called(const Visit& visit, const SearchWords& words) {
    std::set<std::string> people;
    if (visit.desk->people == nullptr) {
        return people;
    }
    const auto titles = visit.desk->people->at(
        visit.known ? std::optional{visit.known->at} : std::optional<base::Instant>{}
    );
    if (titles) {
        for (const auto& [person, title] : **titles) {
            if (words.are_in({title, person})) {
                people.insert(person);
            }
        }
    }
    return people;
}

using Capacities = std::map<std::string, std::set<std::string>>;  // by identifier

// The capacities in which some people act in a record, wherever it names an actor.
void add_acts(Capacities& acts, const Message& record, const std::set<std::string>& people) {
    if (record.GetDescriptor() == v1::Actor::descriptor()) {
        const auto& actor = static_cast<const v1::Actor&>(record);
        if (const auto person = access::key_of(actor.person()); people.contains(person)) {
            acts[person].insert(actor.capacity());
        }
        return;
    }
    std::vector<const FieldDescriptor*> fields;
    const auto* reflection = record.GetReflection();
    reflection->ListFields(record, &fields);
    for (const auto* field : fields) {
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
            continue;
        }
        if (!field->is_repeated()) {
            add_acts(acts, reflection->GetMessage(record, field), people);
            continue;
        }
        for (int i = 0; i < reflection->FieldSize(record, field); ++i) {
            add_acts(acts, reflection->GetRepeatedMessage(record, field, i), people);
        }
    }
}

}  // namespace

base::Result<std::vector<Found>> find_people(
    const Visit& visit,
    const SearchWords& words,
    const auditor::Titles& titles,
    std::size_t read_most
) {
    if (visit.who->caller.person->administrator()) {
        return visit.known ? std::vector<Found>{} : find_accounts(visit, words);
    }
    const auto people = called(visit, words);
    std::vector<Found> found;
    if (people.empty()) {
        return found;
    }
    v1::ListCasesRequest request;
    request.set_include_closed(true);
    const auto cases =
        visit.read_all("CaseService/ListCases", request, &v1::ListCasesResponse::cases);
    if (!cases) {
        const bool hidden = cases.error().code == base::Code::permission_denied;
        return hidden ? base::Result<std::vector<Found>>{found} : cases.error();
    }
    for (const auto& head : *cases) {
        v1::GetCaseRequest one;
        one.set_name(head.name());
        const auto state = visit.look<v1::GetCaseResponse>("CaseService/GetCase", one);
        if (!state) {
            return state.error();
        }
        Capacities acts;
        add_acts(acts, state->case_(), people);
        if (!acts.empty() && found.size() < read_most) {
            if (const auto read = visit.read<v1::GetCaseResponse>("CaseService/GetCase", one);
                !read) {
                return read.error();
            }
        }
        for (const auto& [person, capacities] : acts) {
            std::vector<std::string> as;
            for (const auto& capacity : capacities) {
                as.push_back(titles.words().role(capacity));
            }
            const auto* body = titles.find_body(head.body());
            found.push_back(
                {fmt::format(
                     "{}: {}, {}",
                     visit.people().title(person),
                     body == nullptr ? titles.body(head.body()) : body->title(),
                     auditor::subject_in_words(visit, head.subject())
                 ),
                 visit.link(
                     fmt::format("/{}/people?case={}", head.body(), auditor::last_part(head.name()))
                 ),
                 fmt::format("{}", fmt::join(as, "; "))}
            );
        }
    }
    return found;
}

base::Result<std::vector<Found>> find_peers(const Visit& visit, const SearchWords& words) {
    std::vector<Found> found;
    const auto peers = visit.read_all(
        "PeerService/ListPeers", v1::ListPeersRequest{}, &v1::ListPeersResponse::peers
    );
    if (!peers) {
        const bool hidden = peers.error().code == base::Code::permission_denied;
        return hidden ? base::Result<std::vector<Found>>{found} : peers.error();
    }
    for (const auto& peer : *peers) {
        if (words.are_in({peer.title(), peer.name()})) {
            found.push_back({peer.title(), visit.link("/" + peer.name()), {}});
        }
    }
    return found;
}

}  // namespace ladder::rulebook
