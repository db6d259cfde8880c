"""Write both rounds."""

from script.training_rounds.rounds import ROUNDS, generate

if __name__ == "__main__":
    for folder in generate(ROUNDS):
        print(folder)
