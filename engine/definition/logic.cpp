#include "engine/definition/logic.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "engine/definition/atoms.hpp"

namespace ladder::definition {

namespace {

// A set of Kleene's values, as bits: what a condition can still be.
using Kleene = std::uint8_t;
constexpr Kleene k_no = 1;
constexpr Kleene k_unknown = 2;
constexpr Kleene k_yes = 4;
constexpr Kleene k_any = k_no | k_unknown | k_yes;

Kleene negated(Kleene values) {
    return static_cast<Kleene>(
        ((values & k_no) != 0 ? k_yes : 0) | (values & k_unknown) |
        ((values & k_yes) != 0 ? k_no : 0)
    );
}

// Conditions over numbered atoms.
struct Clause {
    enum class Kind { atom, all, any, negation, at_least } kind{};
    int atom = 0;
    int n = 0;
    std::vector<Clause> parts;
};

// Searches for a way in which the atoms can stand so that all premises are true and no conclusion
// is.
class Search {
public:
    Search(
        const std::vector<v1::Condition>& premises, const std::vector<v1::Condition>& conclusions
    ) {
        for (const auto& condition : premises) {
            premises_.push_back(clause_of(condition));
        }
        for (const auto& condition : conclusions) {
            conclusions_.push_back(clause_of(condition));
        }
        const auto atoms = atoms_.size();
        stand_.assign(atoms, k_any);
        weaker_.resize(atoms);
        if (atoms > atoms_max) {
            return;
        }
        for (std::size_t a = 0; a < atoms; ++a) {
            for (std::size_t b = 0; b < atoms; ++b) {
                if (a != b && asks_no_less(atoms_[a], atoms_[b])) {
                    weaker_[a].push_back(b);
                }
            }
        }
    }

    Follows run() {
        if (atoms_.size() > atoms_max) {
            return Follows::too_many;
        }
        const bool found = counterexample();
        return steps_ > search_steps_max ? Follows::too_many : found ? Follows::no : Follows::yes;
    }

private:
    Clause clause_of(const v1::Condition& condition) {
        Clause clause;
        const auto take = [&](const auto& parts) {
            for (const auto& part : parts) {
                clause.parts.push_back(clause_of(part));
            }
        };
        if (condition.has_all()) {
            clause.kind = Clause::Kind::all;
            take(condition.all().of());
        } else if (condition.has_any()) {
            clause.kind = Clause::Kind::any;
            take(condition.any().of());
        } else if (condition.has_not_()) {
            clause.kind = Clause::Kind::negation;
            clause.parts.push_back(clause_of(condition.not_()));
        } else if (condition.has_at_least()) {
            clause.kind = Clause::Kind::at_least;
            clause.n = condition.at_least().n();
            take(condition.at_least().of());
        } else {
            const auto [place, is_new] =
                numbers_.emplace(normal_text(condition), static_cast<int>(atoms_.size()));
            if (is_new) {
                atoms_.push_back(condition);
            }
            clause.kind = Clause::Kind::atom;
            clause.atom = place->second;
        }
        return clause;
    }

    // What a clause can still be. All of it is possible by the atoms one by one; that some can't go
    // together is found deeper in the search.
    Kleene values(const Clause& clause) const {
        switch (clause.kind) {
            case Clause::Kind::atom:
                return stand_[static_cast<std::size_t>(clause.atom)];
            case Clause::Kind::negation:
                return negated(values(clause.parts.front()));
            case Clause::Kind::all:
                return counted(clause, static_cast<int>(clause.parts.size()));
            case Clause::Kind::any:
                return counted(clause, 1);
            case Clause::Kind::at_least:
                return counted(clause, clause.n);
        }
        return k_any;
    }

    // At least n of the parts are true.
    Kleene counted(const Clause& clause, int n) const {
        int sure = 0;      // true whatever comes
        int never_no = 0;  // not false whatever comes
        int may_yes = 0;   // can be true
        int may_stay = 0;  // can be true or unknown
        for (const auto& part : clause.parts) {
            const auto can = values(part);
            sure += can == k_yes ? 1 : 0;
            never_no += (can & k_no) == 0 ? 1 : 0;
            may_yes += (can & k_yes) != 0 ? 1 : 0;
            may_stay += (can & (k_yes | k_unknown)) != 0 ? 1 : 0;
        }
        const bool can_be_yes = may_yes >= n;
        const bool can_be_no = never_no < n;
        const bool can_be_unknown = sure < n && may_stay >= n;
        return static_cast<Kleene>(
            (can_be_yes ? k_yes : 0) | (can_be_no ? k_no : 0) | (can_be_unknown ? k_unknown : 0)
        );
    }

    // Whether the search can stop here: no counterexample is left.
    bool hopeless() const {
        for (std::size_t a = 0; a < stand_.size(); ++a) {
            if (stand_[a] != k_yes) {
                continue;
            }
            for (const auto b : weaker_[a]) {
                if ((stand_[b] & k_yes) == 0) {
                    return true;
                }
            }
        }
        return std::any_of(
                   premises_.begin(),
                   premises_.end(),
                   [&](const Clause& premise) { return (values(premise) & k_yes) == 0; }
               ) ||
               std::any_of(conclusions_.begin(), conclusions_.end(), [&](const Clause& conclusion) {
                   return values(conclusion) == k_yes;
               });
    }

    // The first atom not yet settled of a clause that is not settled; -1: none.
    int open_atom(const Clause& clause) const {
        if (clause.kind == Clause::Kind::atom) {
            const auto can = stand_[static_cast<std::size_t>(clause.atom)];
            return can == k_no || can == k_unknown || can == k_yes ? -1 : clause.atom;
        }
        for (const auto& part : clause.parts) {
            if (const int atom = open_atom(part); atom >= 0) {
                return atom;
            }
        }
        return -1;
    }

    int next_atom() const {
        for (const auto& premise : premises_) {
            if (values(premise) != k_yes) {
                return open_atom(premise);
            }
        }
        for (const auto& conclusion : conclusions_) {
            if ((values(conclusion) & k_yes) != 0) {
                return open_atom(conclusion);
            }
        }
        // Nothing is open but what doesn't matter, and what stronger atoms ask of weaker ones.
        for (std::size_t a = 0; a < stand_.size(); ++a) {
            if (stand_[a] == k_yes) {
                for (const auto b : weaker_[a]) {
                    if (stand_[b] != k_yes) {
                        return static_cast<int>(b);
                    }
                }
            }
        }
        return -1;
    }

    bool counterexample() {
        if (++steps_ > search_steps_max || hopeless()) {
            return false;
        }
        const int atom = next_atom();
        if (atom < 0) {
            return true;
        }
        auto& can = stand_[static_cast<std::size_t>(atom)];
        const auto before = can;
        for (const Kleene value : {k_yes, k_no, k_unknown}) {
            if ((before & value) == 0) {
                continue;
            }
            can = value;
            if (counterexample()) {
                return true;
            }
        }
        can = before;
        return false;
    }

    std::map<std::string, int> numbers_;
    std::vector<v1::Condition> atoms_;
    std::vector<Clause> premises_;
    std::vector<Clause> conclusions_;
    std::vector<Kleene> stand_;                     // what each atom can still be
    std::vector<std::vector<std::size_t>> weaker_;  // atoms that are true where this one is
    int steps_ = 0;
};

}  // namespace

Follows follows(
    const std::vector<v1::Condition>& premises, const std::vector<v1::Condition>& conclusions
) {
    return Search{premises, conclusions}.run();
}

}  // namespace ladder::definition
