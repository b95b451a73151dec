#include "tests/fault/decisions.hpp"

#include <functional>

#include <fmt/format.h>

#include "tests/fault/patience.hpp"
#include "tests/process/ground.hpp"

namespace ladder::fault {
namespace {

const std::string method{"CaseService/RecordDecision"};
constexpr unsigned unavailable = 503;

std::string unexpected(const CaseLoad& load, const process::Answer& answer) {
    return fmt::format("{}: {} {}", load.name, answer.status, answer.body.substr(0, 500));
}

// Takes an answer to `request` into the books.
std::string account(
    CaseLoad& load, const v1::RecordDecisionRequest& request, const process::Answer& answer
) {
    v1::RecordDecisionResponse response;
    if (answer.status != 200 || !response.ParseFromString(answer.body)) {
        return unexpected(load, answer);
    }
    load.acknowledged.push_back(
        {request.request_id(), request.etag(), std::hash<std::string>{}(answer.body)}
    );
    load.etag = response.case_().etag();
    load.doubt.reset();
    return {};
}

std::string compare_with_first(
    const CaseLoad& load, const Acknowledged& decision, const process::Answer& answer
) {
    if (answer.status != 200) {
        return unexpected(load, answer);
    }
    return std::hash<std::string>{}(answer.body) == decision.answer_hash
               ? std::string{}
               : fmt::format(
                     "{}: request {} was acknowledged, and now gets another answer",
                     load.name,
                     decision.request_id
                 );
}

}  // namespace

std::vector<CaseLoad> books_of(const std::vector<v1::Case>& cases) {
    std::vector<CaseLoad> loads;
    for (const auto& opened : cases) {
        loads.push_back({opened.name(), opened.etag(), {}, {}});
    }
    return loads;
}

std::string decide_once(
    process::Connection& connection, CaseLoad& load, const std::string& prefix, std::uint64_t number
) {
    auto request = process::remain(
        load.name, load.etag, fmt::format("{}-{}-{}", prefix, load.name.substr(6), number)
    );
    const auto answer = connection.call(method, request);
    if (!answer) {
        load.doubt = std::move(request);
        return {};
    }
    return account(load, request, *answer);
}

std::string decide_until_broken(
    process::Connection& connection,
    const std::vector<CaseLoad*>& cases,
    const std::string& prefix,
    std::atomic<std::uint64_t>& acknowledgements,
    const std::atomic<bool>& enough
) {
    for (std::uint64_t number = 0; !enough; ++number) {
        auto& load = *cases[number % cases.size()];
        if (auto problem = decide_once(connection, load, prefix, number);
            load.doubt || !problem.empty()) {
            return problem;
        }
        ++acknowledgements;
        acknowledgements.notify_all();
    }
    return {};
}

std::string decide_through_failures(
    process::Connection& connection,
    const std::vector<CaseLoad*>& cases,
    const std::string& prefix,
    std::atomic<std::uint64_t>& acknowledgements,
    const std::atomic<bool>& enough
) {
    for (std::uint64_t number = 0; !enough; ++number) {
        auto& load = *cases[number % cases.size()];
        const auto request = process::remain(
            load.name, load.etag, fmt::format("{}-{}-{}", prefix, load.name.substr(6), number)
        );
        for (load.doubt = request; load.doubt;) {
            const auto answer = connection.call(method, request);
            if (!answer || answer->status == unavailable) {
                look_again_soon();
            } else if (auto problem = account(load, request, *answer); !problem.empty()) {
                return problem;
            }
        }
        ++acknowledgements;
        const auto again = connection.call(method, request);
        if (again && again->status != unavailable) {
            if (auto problem = compare_with_first(load, load.acknowledged.back(), *again);
                !problem.empty()) {
                return problem;
            }
        }
    }
    return {};
}

std::string settle_doubt(process::Connection& connection, CaseLoad& load) {
    if (!load.doubt) {
        return {};
    }
    const auto request = *load.doubt;
    const auto answer = connection.call(method, request);
    return answer ? account(load, request, *answer) : load.name + ": the connection broke again";
}

std::string replay(
    process::Connection& connection, const CaseLoad& load, const Acknowledged& decision
) {
    const auto answer =
        connection.call(method, process::remain(load.name, decision.etag, decision.request_id));
    if (!answer) {
        return load.name + ": the connection broke";
    }
    return compare_with_first(load, decision, *answer);
}

std::string compare_with_record(process::Connection& connection, const CaseLoad& load) {
    v1::GetCaseRequest request;
    request.set_name(load.name);
    const auto answer = connection.call("CaseService/GetCase", request);
    v1::GetCaseResponse response;
    if (!answer || answer->status != 200 || !response.ParseFromString(answer->body)) {
        return answer ? unexpected(load, *answer) : load.name + ": the connection broke";
    }
    const auto& record = response.case_();
    const auto count = static_cast<std::size_t>(record.decisions_size());
    if (count != load.acknowledged.size() || record.etag() != load.etag) {
        return fmt::format(
            "{}: {} decisions at {}, but {} were acknowledged up to {}",
            load.name,
            count,
            record.etag(),
            load.acknowledged.size(),
            load.etag
        );
    }
    for (std::size_t i = 0; i < count; ++i) {
        const auto& decision = record.decisions(static_cast<int>(i));
        if (decision.reasons() != "Remain under request " + load.acknowledged[i].request_id) {
            return fmt::format("{}: decision {} is not the one acknowledged", load.name, i + 1);
        }
    }
    return {};
}

}  // namespace ladder::fault
